# fengqiao::warnings: what our own code is compiled with; dependencies stay silent (they are SYSTEM includes).
add_library(fengqiao_warnings INTERFACE)
add_library(fengqiao::warnings ALIAS fengqiao_warnings)
target_compile_options(fengqiao_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                                                   -Wnon-virtual-dtor -Woverloaded-virtual)
# g++ 12 warns wrongly about std::string's operator+ when optimising (GCC bug 105651).
target_compile_options(fengqiao_warnings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
if(FENGQIAO_WERROR)
  target_compile_options(fengqiao_warnings INTERFACE -Werror)
endif()
if(FENGQIAO_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  # Sanitizer instrumentation makes g++ 12 see uninitialised variables inside std::regex and fmt.
  target_compile_options(fengqiao_warnings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()

# fengqiao_inner(TARGET): its objects may go into a module and show nothing of themselves.
function(fengqiao_inner target)
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden
                                             VISIBILITY_INLINES_HIDDEN ON)
endfunction()

# fengqiao_library(NAME SOURCES ... PUBLIC ... PRIVATE ...): one folder, one static library, one alias fengqiao::NAME.
function(fengqiao_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(fengqiao_${name} STATIC ${arg_SOURCES})
  add_library(fengqiao::${name} ALIAS fengqiao_${name})
  target_compile_features(fengqiao_${name} PUBLIC cxx_std_20)
  target_link_libraries(fengqiao_${name} PUBLIC ${arg_PUBLIC} PRIVATE fengqiao::warnings ${arg_PRIVATE})
  fengqiao_inner(fengqiao_${name})
endfunction()

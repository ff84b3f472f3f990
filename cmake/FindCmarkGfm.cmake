# cmark-gfm has a .pc file for its core only; the extensions (tables, task lists) need their own look-up.
# Defines CmarkGfm::cmark and CmarkGfm::extensions.
find_path(CMARKGFM_INCLUDE_DIR cmark-gfm.h)
find_library(CMARKGFM_LIBRARY NAMES cmark-gfm)
find_library(CMARKGFM_EXTENSIONS_LIBRARY NAMES cmark-gfm-extensions)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(CmarkGfm REQUIRED_VARS CMARKGFM_LIBRARY CMARKGFM_EXTENSIONS_LIBRARY
                                                        CMARKGFM_INCLUDE_DIR)
if(CmarkGfm_FOUND AND NOT TARGET CmarkGfm::cmark)
  add_library(CmarkGfm::cmark UNKNOWN IMPORTED)
  set_target_properties(CmarkGfm::cmark PROPERTIES IMPORTED_LOCATION "${CMARKGFM_LIBRARY}"
                                                   INTERFACE_INCLUDE_DIRECTORIES "${CMARKGFM_INCLUDE_DIR}")
  add_library(CmarkGfm::extensions UNKNOWN IMPORTED)
  set_target_properties(CmarkGfm::extensions PROPERTIES IMPORTED_LOCATION "${CMARKGFM_EXTENSIONS_LIBRARY}"
                                                        INTERFACE_LINK_LIBRARIES CmarkGfm::cmark)
endif()
mark_as_advanced(CMARKGFM_INCLUDE_DIR CMARKGFM_LIBRARY CMARKGFM_EXTENSIONS_LIBRARY)

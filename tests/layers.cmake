# Fails when a file of a folder includes a header of a folder above it, when a library shows outside its wall, and when
# a library has no wall at all.
set(allowed_core "core")
set(allowed_indexer "core|indexer")
set(allowed_render "core|render")
set(allowed_station "core|render|station")
set(allowed_cli "core|indexer|render|station|cli")

# LIBRARY=HOME: headers of the library (how their names begin) may be included from files whose path begins with HOME
# only. Our own headers that show a library stand here too.
set(walls
  "CLI/=cli/options"
  "archive=core/archive"
  "boost/=core/rational"
  "cmark-gfm=render/markdown"
  "dlfcn=cli/office_loader"
  "expat=core/xml"
  "freexl=station/ledger/"
  "ft2build=render/font"
  "hpdf=render/haru"
  "iconv=core/encoding"
  "jerror=render/image"
  "jpeglib=render/image"
  "kainjow=render/"
  "libdeflate=render/deflate"
  "nettle=core/digest"
  "nlohmann=(cli/json|indexer/readers/pandoc_reader|station/pack/manifest)"
  "png[.]h=render/image"
  "qpdf/=render/qpdf"
  "render/haru=render/(haru|pdf_)"
  "render/qpdf_open=render/qpdf"
  "sqlite3=station/ledger/"
  "tl/=core/result"
  "unicode/=core/(fold|pinyin)_table_gen"
  "xapian=indexer/"
  "yaml-cpp=core/yaml"
  "zlib[.]h=render/image")
# The C++ library (names without a point), POSIX and Linux; fmt formats text in every folder.
set(everywhere "^([a-z_0-9]+|(fcntl|poll|pwd|sched|unistd)[.]h|(sys|netinet|linux|fmt)/.*)$")
# Headers that may show a library to who includes them.
set(showing "_impl[.]hpp$|cli/options_table[.]hpp$|cli/json[.]hpp$|core/(rational|result)[.]hpp$|render/haru[.]hpp$|render/qpdf_(open|checks)[.]hpp$")

set(faults "")
foreach(folder core indexer render station cli)
  file(GLOB_RECURSE sources RELATIVE "${SOURCE_DIR}" "${SOURCE_DIR}/${folder}/*.hpp" "${SOURCE_DIR}/${folder}/*.cpp")
  if(NOT sources)
    string(APPEND faults "  no sources found in ${folder}\n")
  endif()
  foreach(source IN LISTS sources)
    file(STRINGS "${SOURCE_DIR}/${source}" includes REGEX "^#include")
    foreach(line IN LISTS includes)
      if(line MATCHES "\"(core|indexer|render|station|cli)/")
        set(included "${CMAKE_MATCH_1}")
        if(NOT included MATCHES "^(${allowed_${folder}})$")
          string(APPEND faults "  ${source}: ${line}\n")
        endif()
      endif()
      string(REGEX MATCH "[<\"](.*)[>\"]" header "${line}")
      set(header "${CMAKE_MATCH_1}")
      set(has_wall "")
      foreach(wall IN LISTS walls)
        string(REGEX MATCH "^(.*)=(.*)$" ignored "${wall}")
        set(library "${CMAKE_MATCH_1}")
        set(home "${CMAKE_MATCH_2}")
        if(header MATCHES "^${library}")
          set(has_wall yes)
          if(NOT source MATCHES "^${home}")
            string(APPEND faults "  ${source}: ${line} (only ${home}* may)\n")
          endif()
        endif()
      endforeach()
      if(line MATCHES "<")
        if(has_wall AND source MATCHES "[.]hpp$" AND NOT source MATCHES "${showing}")
          string(APPEND faults "  ${source}: ${line} (a library in a header)\n")
        elseif(NOT has_wall AND NOT header MATCHES "${everywhere}")
          string(APPEND faults "  ${source}: ${line} (a library without a wall: give it one in tests/layers.cmake)\n")
        endif()
      endif()
    endforeach()
  endforeach()
endforeach()
if(faults)
  message(FATAL_ERROR "Includes that the architecture forbids:\n${faults}")
endif()

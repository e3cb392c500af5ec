# What every C++ target of tf2ov is compiled with: all warnings are errors, nothing is exported by accident, and the
# result depends on the sources alone, not on the folder or the day of the build.

find_package(Threads REQUIRED)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

function(tf2ov_strict_cxx target)
  set_target_properties(${target} PROPERTIES
      CXX_STANDARD 20
      CXX_STANDARD_REQUIRED ON
      CXX_EXTENSIONS OFF
      CXX_VISIBILITY_PRESET hidden
      VISIBILITY_INLINES_HIDDEN ON)
  target_compile_options(${target} PRIVATE
      -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
      # a * b + c must give the same bits everywhere
      -ffp-contract=off
      # no one asks for floating-point exceptions, and computing both sides of a choice lets loops be vectorized
      -fno-trapping-math
      -fno-rtti
      "-ffile-prefix-map=${PROJECT_SOURCE_DIR}=.")
  target_link_libraries(${target} PRIVATE Threads::Threads)
  if(TF2OV_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=address,undefined -fno-sanitize-recover=all -g -O1)
    target_link_options(${target} PRIVATE -fsanitize=address,undefined)
  else()
    target_compile_options(${target} PRIVATE -O3)
    if(NOT APPLE AND NOT WIN32)
      # The library runs beside any C++ runtime, or none.
      target_link_options(${target} PRIVATE -static-libgcc -static-libstdc++ -s
          -Wl,--gc-sections -Wl,--exclude-libs,ALL -Wl,-z,noexecstack -Wl,-z,now)
    endif()
  endif()
endfunction()

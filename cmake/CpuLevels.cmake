# Compiles one source once per instruction set; TF2OV_LEVEL names the set inside. The target's own sources choose between
# the results when they run, and know from TF2OV_WITH_<LEVEL> what there is to choose from.

include(CheckCXXCompilerFlag)

function(tf2ov_cpu_level target level source)
  add_library(${target}_${level} OBJECT ${source})
  target_include_directories(${target}_${level} PRIVATE $<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>)
  target_compile_definitions(${target}_${level} PRIVATE TF2OV_LEVEL=${level})
  target_compile_options(${target}_${level} PRIVATE ${ARGN})
  set_target_properties(${target}_${level} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  tf2ov_strict_cxx(${target}_${level})
  target_sources(${target} PRIVATE $<TARGET_OBJECTS:${target}_${level}>)
endfunction()

function(tf2ov_cpu_levels target source)
  tf2ov_cpu_level(${target} portable ${source})
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64|amd64")
    check_cxx_compiler_flag(-mavx2 TF2OV_COMPILER_KNOWS_AVX2)
    if(TF2OV_COMPILER_KNOWS_AVX2)
      tf2ov_cpu_level(${target} avx2 ${source} -mavx2 -mf16c)
      target_compile_definitions(${target} PRIVATE TF2OV_WITH_AVX2)
    endif()
  endif()
endfunction()

#include "tf2ov/kernels.h"

#if defined(__linux__)

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

int64_t tf2ov_reserve(const char* path, uint64_t size) {
    if (path == nullptr) {
        return TF2OV_NULL_POINTER;
    }
    if (size > INT64_MAX) {
        return TF2OV_BAD_SHAPE;
    }
    const int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) {
        return TF2OV_NOT_RESERVED;
    }
    int failure;
    do {
        // Not posix_fallocate: where the file system can't do it, that writes into every block.
        failure = fallocate(file, 0, 0, static_cast<off_t>(size)) == 0 ? 0 : errno;
    } while (failure == EINTR);
    close(file);
    switch (failure) {
        case 0: return TF2OV_OK;
        case ENOSPC:
        case EDQUOT: return TF2OV_NO_SPACE;
        default: return TF2OV_NOT_RESERVED;
    }
}

#else

int64_t tf2ov_reserve(const char* path, uint64_t) {
    return path == nullptr ? TF2OV_NULL_POINTER : TF2OV_NOT_RESERVED;
}

#endif

"""A limit on the memory of the process that asks for it: POSIX by its resource limits, Windows by a job object."""

from __future__ import annotations

import ctypes
import sys


def limit_memory(size: int) -> bool:
    """Allow this process at most `size` bytes from now on; return whether the system agreed."""
    return _limit(size)


if sys.platform == "win32":
    from ctypes import wintypes

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", wintypes.LARGE_INTEGER),
            ("job_time", wintypes.LARGE_INTEGER),
            ("flags", wintypes.DWORD),
            ("least_set", ctypes.c_size_t),
            ("most_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("basic", _Basic),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        )

    _PROCESS_MEMORY, _EXTENDED_INFORMATION = 0x100, 9

    def _limit(size: int) -> bool:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        job = kernel.CreateJobObjectW(None, None)
        wanted = _Extended()
        wanted.basic.flags, wanted.process_memory = _PROCESS_MEMORY, size
        told = kernel.SetInformationJobObject(job, _EXTENDED_INFORMATION, ctypes.byref(wanted), ctypes.sizeof(wanted))
        return bool(job and told and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()))

else:
    import resource

    def _limit(size: int) -> bool:
        try:
            resource.setrlimit(resource.RLIMIT_AS, (size, size))
        except (ValueError, OSError):
            return False
        return True

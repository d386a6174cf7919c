#pragma once
#include <stddef.h>

/// From now on a piece of memory that Swift or a library of products asks for in vain ends in `handler`,
/// which gets its size and does not return.
///
/// Swift has no way to fail there but to abort, and those libraries crash. Others are told as ever
/// that there is none.
void luke_on_memory_shortage(void (*handler)(size_t size));

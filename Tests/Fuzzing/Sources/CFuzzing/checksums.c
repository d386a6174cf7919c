#include <stddef.h>
#include <stdint.h>

// Takes the place of the function in libhdf5 that sums the parts of a file: a changed file then has
// right sums, as one has that was made to do harm, and its changes reach what reads them.
uint32_t H5_checksum_metadata(const void *bytes, size_t count, uint32_t start) {
  (void)bytes, (void)count, (void)start;
  return 0;
}

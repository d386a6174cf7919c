#ifndef LUKE_CFUZZING_H
#define LUKE_CFUZZING_H

// An empty file without a name, of which /proc/self/fd has a path.
int luke_memory_file(void);

// From here on a reader may touch nothing but `folder` and what the system itself reads, and may
// start nothing: what tries ends the process with a message.
void luke_watch(const char *folder);

// Ends what luke_watch began.
void luke_stop_watching(void);

#endif

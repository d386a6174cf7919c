#include "LukeKernels.h"

#ifndef LUKE_CHDF5_SHIM_H
#define LUKE_CHDF5_SHIM_H

#include <hdf5.h>

// HDF5's constants are macros that first open the library; Swift cannot import those, so each one
// that is used gets a function.

static inline hid_t luke_H5T_NATIVE_FLOAT(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t luke_H5T_NATIVE_INT64(void) { return H5T_NATIVE_INT64; }
static inline hid_t luke_H5T_NATIVE_UINT8(void) { return H5T_NATIVE_UINT8; }
static inline hid_t luke_H5T_NATIVE_UINT16(void) { return H5T_NATIVE_UINT16; }
static inline hid_t luke_H5T_NATIVE_UINT32(void) { return H5T_NATIVE_UINT32; }
static inline hid_t luke_H5T_NATIVE_INT32(void) { return H5T_NATIVE_INT32; }
static inline hid_t luke_H5T_IEEE_F32LE(void) { return H5T_IEEE_F32LE; }
static inline hid_t luke_H5T_STD_I64LE(void) { return H5T_STD_I64LE; }
static inline hid_t luke_H5T_STD_I32LE(void) { return H5T_STD_I32LE; }
static inline hid_t luke_H5T_STD_U8LE(void) { return H5T_STD_U8LE; }
static inline hid_t luke_H5T_STD_U16LE(void) { return H5T_STD_U16LE; }
static inline hid_t luke_H5T_STD_U32LE(void) { return H5T_STD_U32LE; }
static inline hid_t luke_H5T_C_S1(void) { return H5T_C_S1; }
static inline size_t luke_H5T_VARIABLE(void) { return H5T_VARIABLE; }

static inline hid_t luke_H5P_FILE_ACCESS(void) { return H5P_FILE_ACCESS; }
static inline hid_t luke_H5P_FILE_CREATE(void) { return H5P_FILE_CREATE; }
static inline hid_t luke_H5P_DATASET_CREATE(void) { return H5P_DATASET_CREATE; }
static inline hid_t luke_H5P_GROUP_CREATE(void) { return H5P_GROUP_CREATE; }
static inline hid_t luke_H5P_LINK_CREATE(void) { return H5P_LINK_CREATE; }
static inline hid_t luke_H5P_DEFAULT(void) { return H5P_DEFAULT; }

// Files are opened without locks; versions before 1.10.7 cannot leave them out.
static inline herr_t luke_H5Pset_no_file_locking(hid_t settings) {
#if H5_VERSION_GE(1, 10, 7)
  return H5Pset_file_locking(settings, 0, 1);
#else
  return 0;
#endif
}

static inline hid_t luke_H5S_ALL(void) { return H5S_ALL; }
static inline hid_t luke_H5E_DEFAULT(void) { return H5E_DEFAULT; }
static inline unsigned luke_H5F_ACC_RDONLY(void) { return H5F_ACC_RDONLY; }
static inline unsigned luke_H5F_ACC_TRUNC(void) { return H5F_ACC_TRUNC; }
static inline unsigned luke_H5Z_FLAG_REVERSE(void) { return H5Z_FLAG_REVERSE; }
static inline unsigned luke_H5Z_FLAG_MANDATORY(void) { return H5Z_FLAG_MANDATORY; }
static inline int luke_H5Z_CLASS_T_VERS(void) { return H5Z_CLASS_T_VERS; }

// Structures whose names are macros too.

// Whether a link leads to an object of its own file; negative where there is no link.
static inline int luke_is_hard_link(hid_t file, const char *path) {
  H5L_info_t info;
  if (H5Lget_info(file, path, &info, H5P_DEFAULT) < 0) return -1;
  return info.type == H5L_TYPE_HARD;
}

// Bytes of an element in the file; 0 where they cannot be known.
static inline size_t luke_stored_element_size(hid_t dataset) {
  hid_t type = H5Dget_type(dataset);
  if (type < 0) return 0;
  // A text of any length is stored as its length and where it lies: 4 bytes, 8 and 4.
  size_t size = H5Tis_variable_str(type) > 0 ? 16
    : H5Tdetect_class(type, H5T_VLEN) != 0   ? 0
                                             : H5Tget_size(type);
  H5Tclose(type);
  return size;
}

// bfloat16 as HDF5 writes it: a float of 16 bits with sign and exponent of one of 32. To be closed.
static inline hid_t luke_bfloat16_type(void) {
  hid_t type = H5Tcopy(H5T_IEEE_F32LE);
  if (type < 0) return type;
  int isMade = H5Tset_fields(type, 15, 7, 8, 0, 7) >= 0 && H5Tset_size(type, 2) >= 0
    && H5Tset_ebias(type, 127) >= 0;
  if (isMade) return type;
  H5Tclose(type);
  return -1;
}

// The bits of exponent and mantissa of a float, and the bias of its exponent; negative where they cannot be known.
static inline int luke_float_fields(hid_t type, size_t *exponent, size_t *mantissa, size_t *bias) {
  size_t sign, exponentPlace, mantissaPlace;
  if (H5Tget_fields(type, &sign, &exponentPlace, exponent, &mantissaPlace, mantissa) < 0) return -1;
  *bias = H5Tget_ebias(type);
  return 0;
}

// The number of a filter of an array, by its place among them; negative where it cannot be known.
static inline int luke_filter(hid_t settings, unsigned place) {
  unsigned flags, configuration;
  size_t count = 0;
  return H5Pget_filter(settings, place, &flags, &count, NULL, 0, NULL, &configuration);
}

#endif

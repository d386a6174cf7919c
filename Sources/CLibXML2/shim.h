// Where libxml2 is built with ICU its headers bring ICU's, whose declarations Foundation has from
// another version, and Swift refuses both in one module. Only converters of encodings differ without
// them, which are not used here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/xmlreader.h>

// Encodings that XML declares are converted by the system.
#include <iconv.h>

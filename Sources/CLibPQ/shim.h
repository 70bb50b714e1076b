#ifndef ALMANAC_CLIBPQ_SHIM_H
#define ALMANAC_CLIBPQ_SHIM_H

#include <libpq-fe.h>

#endif

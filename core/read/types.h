// Cells as they are *written*, before their meaning is known: dates and amounts. Each has its own header.
#pragma once

#include "read/written_amount.h"
#include "read/written_date.h"

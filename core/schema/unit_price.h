// Whether the amounts of orders are prices of one piece. In: the first rows, and which column was taken for the amount. Out: the column of quantities to
// multiply them with, or a doubt to tell a person: lines of an order that are not multiplied come to too little, and nothing looks wrong.
#pragma once

#include "schema/recognise.h"

namespace lifeworth {

/// Guesses the role `quantity` anew, for the amount as it is now; what a person or the format said about it stays.
void settle_quantity(const Sample& sample, Mapping& mapping);

}  // namespace lifeworth

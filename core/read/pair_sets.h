// Texts in the two-byte sets of East Asia: whether the bytes pair up as such a set wants them, and how well the pairs read as its language. Only for
// recognition; the tables to decode them are with the host.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "read/encoding_names.h"

namespace lifeworth {

/// Bits for the bytes beyond ASCII (as letter_bits counts them) in shift_jis, euc_jp, gb18030, euc_kr or big5; nothing for other encodings.
std::optional<std::int64_t> pair_bits(std::string_view sample, Encoding encoding);

}  // namespace lifeworth

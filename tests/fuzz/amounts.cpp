// Any cell is an amount or none; money of it is within 64 bits, and its opposite is minus that.
#include "read/column.h"
#include "target.h"

void fuzz::run(std::string_view bytes) {
  lifeworth::AmountEvidence evidence;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view cell = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    auto amount = lifeworth::WrittenAmount::parse(cell);
    if (!amount) continue;
    evidence.add(*amount);
    for (char mark : {'.', ','})
      for (int digits : {0, 2, 3}) {
        bool rounded = false;
        const auto minor = amount->minor(mark, digits, rounded);
        lifeworth::WrittenAmount opposite = *amount;
        opposite.digits = -opposite.digits;
        const auto other = opposite.minor(mark, digits, rounded);
        must(minor.has_value() == other.has_value(), "an amount and its opposite are both money");
        if (minor) must(*minor == -*other, "the opposite is minus the amount");
      }
  }
  evidence.decide(2);
}

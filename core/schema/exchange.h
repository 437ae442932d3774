// The currencies of rows → the one that is shown. In: the currencies the rows name, the one that was chosen, the rates a person typed. Out: which rows are
// used, their money in the chosen currency, and what was converted at which rate. Without a rate, rows of another currency are left out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/exchange_rate.h"
#include "schema/currency_count.h"
#include "schema/mapping.h"

namespace lifeworth {

/// The rows of one currency that were converted at one rate.
struct ConvertedRows {
  CurrencyCode currency;
  std::string rate;  ///< what one of it is worth
  std::uint64_t rows = 0;
  Minor before = 0, after = 0;  ///< sums, each in minor units of its own currency
};

class Exchange {
 public:
  /// The rows that follow are of these currencies (by number) and are wanted in `into`. Further files with rates of their own may follow.
  void begin(const std::vector<CurrencyCount>& found, const CurrencyCode& into, const std::vector<NamedRate>& rates);

  /// Whether a row of this currency is used; one that is not is counted.
  bool takes(std::uint8_t currency) {
    if (!ways_[currency].taken) ++currencies_[currency].left_out;
    return ways_[currency].taken;
  }
  bool is_shown(std::uint8_t currency) const { return ways_[currency].taken && !converts(currency); }
  /// Whether its money is not that of the currency that is shown.
  bool converts(std::uint8_t currency) const { return ways_[currency].rate.has_value(); }
  /// Decimals of its amounts.
  int minor_digits(std::uint8_t currency) const { return ways_[currency].minor_digits; }
  /// Nothing where no number holds the result, or the sum of all results.
  std::optional<Minor> in_shown(std::uint8_t currency, Minor amount) { return converts(currency) ? converted(ways_[currency], amount) : amount; }
  /// A row was used.
  void count(std::uint8_t currency, Minor before, Minor after);

  const std::vector<ConvertedRows>& rows() const { return rows_; }
  const std::vector<CurrencyCount>& currencies() const { return currencies_; }

 private:
  struct Way {
    bool taken = false;
    int minor_digits = 2;
    std::optional<ExchangeRate> rate;
    std::size_t place = 0;  ///< in rows_
  };
  std::optional<Minor> converted(const Way& way, Minor amount);
  std::size_t place_of(const CurrencyCode& currency, const std::string& rate);

  std::vector<Way> ways_;  ///< by number of the currency
  std::vector<CurrencyCount> currencies_;
  int into_digits_ = 2;
  std::uint64_t money_ = 0;  ///< sum of the sizes of all results
  std::vector<ConvertedRows> rows_;
};

}  // namespace lifeworth

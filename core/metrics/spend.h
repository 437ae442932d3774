// Records of spend → money by day, channel and campaign. In: the files of spend, what their formats are called, and the names of what is not meant to find
// customers. Out: rows with the days they are of. A row is of the days from its date to its end, both included, where the file has ends; its money is spread over
// them in whole minor units. Without ends, rows that all stand on the first day of a month are of their whole month, and rows that all lie weeks apart of seven days.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/records.h"

namespace lifeworth {

struct SpendRow {
  Day first, last;
  Minor amount;
  std::uint32_t channel, campaign;  ///< places in the lists of Spend
  bool acquisition;
  double reported;  ///< new customers that the platform counts for it; 0 where it says nothing
};

/// A channel or a campaign. Names are compared without regard to case, accents and what is no letter or digit; the first writing is shown.
struct SpendPart {
  std::string name;          ///< "" where rows name none
  bool acquisition = true;   ///< false: its spend is not meant to find customers
  std::uint32_t channel = 0; ///< of a campaign: where it ran first
  Minor spend = 0;
  std::uint64_t rows = 0;
  bool reports = false;      ///< some row says how many new customers it brought
};

struct Spend {
  std::vector<SpendRow> rows;
  std::vector<SpendPart> channels, campaigns;
  std::map<std::pair<std::uint32_t, int>, Minor> by_month;  ///< by channel and month_index
  std::vector<CurrencyCode> currencies;                     ///< of the files, each once; "" where one names none
  Day first_day = 0, last_day = 0;
  std::uint64_t ends_not_used = 0;  ///< files whose ends are not those of the rows' own time: they overlap
};

/// `titles`: of each file's format, by its number ("Google Ads: campaigns"): up to the colon it names the channel of rows that name none. `digits`: of the currency
/// that is shown, which amounts of a file without one are brought to.
Spend spend_of(std::span<const Records> records, std::span<const std::string> titles, std::span<const std::string> not_acquisition, int digits);

/// A channel's or a campaign's name as it is compared: folded, or as it is where it has no letters and digits.
std::string comparable_name(std::string_view name);

/// Money of a row on one of its days: whole minor units that add up to its amount.
Minor money_on(const SpendRow& row, Day day);

}  // namespace lifeworth

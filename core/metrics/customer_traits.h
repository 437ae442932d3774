// What is known of each customer besides the value: one column of numbers a trait, by row of the customer table. In: the table, the transactions behind it
// and records of other files (surveys, tickets), matched on the customer. NaN: not known of this customer.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/unit.h"
#include "customers/customer_table.h"
#include "schema/records.h"

namespace lifeworth {

struct Trait {
  std::string_view name;
  Unit unit;
  bool share = false;          ///< 0 or 1
  bool part_of_value = false;  ///< what value is made of: it differs by definition
  bool of_history = false;     ///< follows from how often and when somebody bought first and last, all that models of buying know
  /// Can be told apart from how long somebody has been here. Tenure itself cannot; nor the season of the first purchase, for who came earlier in
  /// a year has been here longer.
  bool apart_from_tenure = true;
  std::vector<double> values{};
};

class CustomerTraits {
 public:
  /// `until`: records of later days, and of none, are not looked at.
  CustomerTraits(const TransactionLog& log, const CustomerTable& table, std::span<const Records> records, std::optional<Day> until = std::nullopt);

  /// `use(trait)`, one column at a time: of a million customers they need not all be there at once.
  template <class Use>
  void each(Use&& use) const {
    for (std::size_t number = 0; number < count(); ++number) use(trait(number));
  }

 private:
  std::size_t count() const;
  Trait trait(std::size_t number) const;

  const CustomerTable& table_;
  std::vector<std::uint8_t> first_quarter_;  ///< of the calendar year, 0–3
  std::vector<float> second_after_;  ///< days from the first purchase to the second
  std::vector<float> refunded_;      ///< share of what was bought
  struct Recorded {
    std::string_view name;
    std::vector<float> values;
  };
  std::vector<Recorded> recorded_;   ///< contacts, scores …: those of which a file has any
};

}  // namespace lifeworth

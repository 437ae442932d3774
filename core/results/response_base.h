// The customers of the orders, with what each said last and in which class of value, tenure and purchases each is: what weights for those who did not answer are
// made of. Classes are of all customers with a purchase, as of the last day of the orders.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "customers/customer_table.h"
#include "metrics/missing_answers.h"
#include "metrics/raking.h"
#include "metrics/response_chances.h"
#include "metrics/response_weights.h"
#include "metrics/scores.h"
#include "results/reading_json.h"

namespace lifeworth {

/// Traits in the order of the margins that are raked.
inline constexpr std::array<std::string_view, raked_traits> class_traits = {"revenue", "tenure", "purchase_days"};

/// Customers of like revenue (minor units), tenure (days) or purchase days.
struct CustomerClass {
  std::int64_t from = 0, to = 0;  ///< what those in it have
  ResponseCell cell;
};

struct ResponseBase {
  CustomerTable table;
  std::vector<ScoreAnswer> last;          ///< of each customer in the table who answered
  std::vector<std::int8_t> marks;         ///< by row; `no_answer`
  std::uint64_t answered_without_orders = 0;  ///< customers who answered and have no purchase
  std::uint64_t of_nobody = 0;            ///< answers that name no customer
  std::uint64_t later = 0;                ///< customers whose first purchase lies after the last answer
  std::array<std::vector<CustomerClass>, raked_traits> classes;

  ResponseBase(const Loaded& loaded, std::span<const ScoreAnswer> answers);

  /// Cells of revenue × tenure, revenue by revenue; as many bands of each as the answers allow.
  std::vector<ResponseCell> cells() const;
  std::size_t bands() const;
  /// Combinations of classes, those with few answers joined with their neighbours.
  std::vector<RakedCell> raked_cells(Margins& margins) const;
  /// Standardised: log of the revenue, tenure, log of the purchase days, days since the last one; log of the contacts where a file (other than the answers' own) has any.
  TraitRows traits(const Loaded& loaded, std::uint64_t own_file) const;
  MiddleAnswers middle(const ScoreScale& scale) const;

 private:
  std::array<std::vector<std::uint8_t>, raked_traits> class_of_;  ///< by row
};

}  // namespace lifeworth

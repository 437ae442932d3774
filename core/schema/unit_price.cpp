#include "schema/unit_price.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "read/json_columns.h"
#include "read/written_amount.h"
#include "schema/first_row.h"
#include "schema/header_words.h"

namespace lifeworth {
namespace {

/// Things sold at different quantities that must agree before they say what a price is of, and how many times as many they must be as those that
/// say the other.
constexpr std::size_t fewest_things = 3, times_as_many = 4;

/// The best column of quantities that has no other role.
std::optional<std::size_t> quantity_column(const Sample& sample, const Mapping& mapping) {
  std::optional<std::size_t> found;
  double best = 0.35;
  for (std::size_t column = 0; column < sample.header.size(); ++column) {
    const double score = header_score(Role::quantity, sample.header[column]);
    if (score <= best || std::ranges::any_of(mapping.columns, [column](const ColumnChoice& choice) { return choice.column == column; })) continue;
    const ColumnProfile profile = profile_of(sample, column);
    if (profile.amounts < 0.6 || profile.dates > 0.5) continue;
    found = column, best = score;
  }
  return found;
}

std::optional<double> number_in(const std::vector<std::string>& row, std::size_t column) {
  const auto amount = WrittenAmount::parse(cell_at(row, column));
  if (!amount) return std::nullopt;
  return double(amount->digits) / std::pow(10, amount->decimals(amount->mark_is_comma ? ',' : '.'));
}

/// What the rows of one thing say: of so many pieces, at this price.
struct Thing {
  double price, quantity;
  bool differs = false;  ///< the quantity does
  bool one_price = true, one_ratio = true;

  void add(double other_price, double other_quantity) {
    differs = differs || other_quantity != quantity;
    one_price = one_price && other_price == price;
    const double expected = price / quantity * other_quantity;
    one_ratio = one_ratio && std::abs(other_price - expected) <= 0.001 * std::abs(expected);
  }
  bool says_piece() const { return differs && one_price && !one_ratio; }
  bool says_row() const { return differs && one_ratio && !one_price; }
};

/// How many things say that the price is of one piece, or of the row's.
struct Votes {
  std::size_t piece = 0, row = 0;
  PriceOf say() const {
    if (piece >= fewest_things && piece >= times_as_many * row) return PriceOf::piece;
    return row >= fewest_things && row >= times_as_many * piece ? PriceOf::row : PriceOf::unclear;
  }
};

/// Rows that agree in a column are of one thing, if it is the column of products: it is the one that has most to say.
Votes votes_by(const Sample& sample, std::size_t price, std::size_t quantity) {
  Votes most;
  for (std::size_t column = 0; column < sample.header.size(); ++column) {
    if (column == price || column == quantity) continue;
    std::map<std::string_view, Thing> things;
    for (const auto& row : sample.rows) {
      const auto money = number_in(row, price), pieces = number_in(row, quantity);
      const std::string_view name = cell_at(row, column);
      if (name.empty() || !money || !pieces || *pieces == 0) continue;
      if (const auto [thing, is_new] = things.try_emplace(name, Thing{*money, *pieces}); !is_new) thing->second.add(*money, *pieces);
    }
    Votes votes;
    for (const auto& [name, thing] : things) votes.piece += thing.says_piece(), votes.row += thing.says_row();
    if (votes.piece + votes.row > most.piece + most.row) most = votes;
  }
  return most;
}

bool is_said_by_format(const ColumnChoice& choice) {
  return std::ranges::any_of(choice.reasons, [](const Sentence& reason) { return reason.code == Code::guess_by_format; });
}

}  // namespace

namespace {

/// A cost of one piece says nothing of a row that may be of several: where no quantity is read, it is no guess to go by.
void settle_cost(const Sample& sample, Mapping& mapping) {
  ColumnChoice& cost = mapping[Role::cost];
  if (mapping.kind.value != RecordKind::orders || !cost.column || cost.by == SetBy::person || is_said_by_format(cost)) return;
  if (!mapping[Role::quantity].column && *cost.column < sample.header.size() && names_a_piece(sample.header[*cost.column])) cost = {};
}

void settle_quantity_alone(const Sample& sample, Mapping& mapping) {
  mapping.doubts.clear();
  ColumnChoice& amount = mapping[Role::amount];
  ColumnChoice& quantity = mapping[Role::quantity];
  if (mapping.kind.value != RecordKind::orders || quantity.by == SetBy::person || is_said_by_format(amount)) return;
  quantity = {};
  std::erase_if(amount.reasons, [](const Sentence& reason) { return reason.code == Code::guess_price_of_row; });
  if (!amount.column) return;
  const std::string& price = sample.header[*amount.column];
  PriceOf of = price_of(price);
  if (of == PriceOf::row) return;
  const auto pieces = quantity_column(sample, mapping);
  if (!pieces) {
    if (of == PriceOf::piece) mapping.doubts.push_back({Code::unit_price_alone, {{"price", price}}});
    return;
  }
  const std::string& header = sample.header[*pieces];
  const bool in_list = !list_of(price, sample.header).empty() || !list_of(header, sample.header).empty();  // a row has several then
  const bool named = of == PriceOf::piece;
  if (!named && !in_list) of = votes_by(sample, *amount.column, *pieces).say();
  if (in_list || of == PriceOf::unclear) {
    mapping.doubts.push_back({Code::price_may_be_per_unit, {{"price", price}, {"quantity", header}}});
  } else if (of == PriceOf::piece) {
    quantity = {pieces, SetBy::guess, {Sentence{Code::guess_by_name, {{"header", header}}},
                                       Sentence{named ? Code::guess_price_named_unit : Code::guess_price_of_piece, {{"price", price}}}}};
  } else {
    amount.reasons.push_back({Code::guess_price_of_row, {{"quantity", header}}});
  }
}

}  // namespace

void settle_quantity(const Sample& sample, Mapping& mapping) {
  settle_quantity_alone(sample, mapping);
  settle_cost(sample, mapping);
}

}  // namespace lifeworth

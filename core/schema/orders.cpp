#include "schema/orders.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <utility>

#include "base/text.h"
#include "schema/header_words.h"

namespace lifeworth {
namespace {

std::string excerpt(const Row& row) {
  constexpr std::size_t longest = 120;
  std::string text;
  for (std::string_view cell : row.cells) {
    if (!text.empty()) text += " | ";
    text += cell.substr(0, longest + 4);  // whole characters; cut below
    if (text.size() > longest) break;
  }
  if (text.size() > longest) {  // cut between two characters
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
    text += "…";
  }
  return text;
}

constexpr std::size_t most_currencies = 255;  // Waiting keeps a byte

/// Texts that exports write for "nothing here".
bool is_missing(std::string_view text) {
  if (text.empty()) return true;
  if (text.size() > 9) return false;
  const std::string lower = ascii_lowered(text);
  for (std::string_view missing : {"-", "--", "—", "n/a", "na", "nan", "null", "none", "(not set)", "(blank)"})
    if (lower == missing) return true;
  return false;
}

std::string_view cell(const Row& row, const ColumnChoice& choice) {
  if (!choice.column || *choice.column >= row.cells.size()) return {};
  return trimmed(row.cells[*choice.column]);
}

LeftOut reason_of(RowKind kind) {
  switch (kind) {
    case RowKind::repeated_header: return LeftOut::repeated_header;
    case RowKind::total: return LeftOut::total_row;
    case RowKind::note: return LeftOut::note;
    case RowKind::other_table: return LeftOut::other_table;
    case RowKind::blank:
    case RowKind::data: break;
  }
  return LeftOut::blank;
}

/// Which order to assume when a column gives no evidence: Americans write the month first, and a decimal comma is not American.
DateOrder convention(const CurrencyCode& currency, char decimal_mark) {
  return currency == "USD" && decimal_mark == '.' ? DateOrder::mdy : DateOrder::dmy;
}

}  // namespace

std::uint64_t Orders::rows_left_out() const { return std::accumulate(left_out.begin(), left_out.end(), std::uint64_t{0}); }

void OrderReader::begin_file(const Mapping& mapping, std::vector<std::string> header, bool json) {
  for (std::size_t column = 0; column < header.size(); ++column) {
    const bool used = std::ranges::any_of(mapping.columns, [&](const ColumnChoice& choice) { return choice.column == column; });
    if (!used && changes_value(header[column]) && std::ranges::find(orders_.unread_columns, header[column]) == orders_.unread_columns.end())
      orders_.unread_columns.push_back(header[column]);
  }
  files_.push_back({mapping, std::move(header), {}, waiting_.size(), json});
}

template <class Text>
void OrderReader::leave_out(std::uint32_t file, std::uint64_t line, LeftOut reason, Text&& text) {
  if (++orders_.left_out[static_cast<std::size_t>(reason)] <= Orders::listed_rows) orders_.left_out_rows.push_back({file, line, reason, text()});
}

void OrderReader::row(const Row& row) {
  ++orders_.rows_read;
  if (const auto reason = take(row)) leave_out(static_cast<std::uint32_t>(files_.size() - 1), row.line, *reason, [&] { return excerpt(row); });
}

std::optional<LeftOut> OrderReader::take(const Row& row) {
  if (row.damage != Damage::none) return LeftOut::damaged;
  if (row.kind != RowKind::data) return reason_of(row.kind);
  File& file = files_.back();
  const Mapping& mapping = file.mapping;
  const std::string_view customer = cell(row, mapping[Role::customer]);
  const std::string_view date_text = cell(row, mapping[Role::date]);
  const std::string_view amount_text = cell(row, mapping[Role::amount]);
  if (customer.empty() && date_text.empty() && amount_text.empty() &&
      std::ranges::all_of(row.cells, [](std::string_view text) { return trimmed(text).empty(); }))
    return LeftOut::blank;
  const auto date = WrittenDate::parse(date_text);
  if (is_missing(customer)) return LeftOut::no_customer;
  if (is_missing(date_text)) return LeftOut::no_date;
  if (!date) return LeftOut::unreadable_date;
  if (is_missing(amount_text)) return LeftOut::no_amount;
  auto amount = WrittenAmount::parse(amount_text);
  if (!amount) return LeftOut::unreadable_amount;
  // JSON's own numbers know one mark, the point (RFC 8259 §6).
  if (file.json && amount->mark == WrittenAmount::Mark::either && !amount->mark_is_comma) amount->mark = WrittenAmount::Mark::point;

  file.read_as.dates.add(*date);
  file.read_as.amounts.add(*amount);
  std::string_view currency = cell(row, mapping[Role::currency]);
  if (is_missing(currency)) currency = amount->sign_text;
  const bool email = customer.find('@') != std::string_view::npos;
  const std::uint32_t number = email ? orders_.customers.number_of(ascii_lowered(customer)) : orders_.customers.number_of(customer);
  waiting_.push_back({amount->digits, *date, number, static_cast<std::uint32_t>(row.line), amount->after, amount->mark,
                      amount->mark_is_comma, currency_number(currency)});
  const std::string_view order_id = cell(row, mapping[Role::order_id]);
  if (!order_id.empty() || !order_id_hashes_.empty()) {
    order_id_hashes_.resize(waiting_.size() - 1);
    // A refund names the order it belongs to; that is no repetition.
    order_id_hashes_.push_back(order_id.empty() || amount->digits < 0 ? 0 : hash_of(order_id));
  }
  return std::nullopt;
}

std::uint8_t OrderReader::currency_number(std::string_view written) {
  const std::string_view sign = currency_of_sign(written);
  auto& found = orders_.currencies;
  for (std::size_t i = 0; i < found.size(); ++i) {  // few, and nearly always the first
    if (found[i].code == (sign.empty() ? written : sign)) return ++found[i].rows, static_cast<std::uint8_t>(i);
  }
  std::string code = ascii_uppered(sign.empty() ? written : sign);
  for (std::size_t i = 0; i < found.size(); ++i)
    if (found[i].code == code) return ++found[i].rows, static_cast<std::uint8_t>(i);
  if (found.size() == most_currencies) {  // no such column names currencies; none of the rest can be chosen
    ++orders_.currencies.back().rows;
    return most_currencies - 1;
  }
  if (found.size() == most_currencies - 1) code = "…";
  found.push_back({std::move(code), 1});
  return static_cast<std::uint8_t>(found.size() - 1);
}

/// A person's choice counts; else the one currency the rows name. Rows that name none go with it.
Expected<void> OrderReader::choose_currency() {
  for (const File& file : files_)
    if (!file.mapping.currency.value.empty()) orders_.currency = file.mapping.currency.value;
  std::vector<CurrencyCode> named;
  for (const CurrencyCount& found : orders_.currencies)
    if (!found.code.empty()) named.push_back(found.code);
  if (!orders_.currency.empty()) return {};
  if (named.size() > 1) {
    std::string list;
    for (const CurrencyCount& found : orders_.currencies) {
      if (found.code.empty()) continue;
      if (list.size() > 100) {  // a column of something else
        list += " …";
        break;
      }
      list += (list.empty() ? "" : ", ") + found.code + " (" + std::to_string(found.rows) + ")";
    }
    return std::unexpected(Error{Code::two_currencies, {{"currencies", list}}});
  }
  if (!named.empty()) orders_.currency = named[0];
  return {};
}

void OrderReader::decide(std::uint32_t index) {
  File& file = files_[index];
  ReadAs& as = file.read_as;
  const auto amounts = as.amounts.decide(minor_digits(orders_.currency));
  as.decimal_mark = file.mapping.decimal_mark.value ? file.mapping.decimal_mark.value : amounts.decimal_mark;
  as.decimal_asked = !file.mapping.decimal_mark.value && amounts.asked;
  const auto dates = as.dates.decide(convention(orders_.currency, as.decimal_mark));
  as.date_order = dates.order;
  as.date_why = dates.why;
  if (file.mapping.date_order.value != DateOrder::unknown) {
    as.date_order = file.mapping.date_order.value;
    as.date_why = DateEvidence::Decision::Why::evidence;
  }
}

void OrderReader::convert(std::uint32_t file_index, const Waiting& waiting, std::size_t index) {
  using Mark = WrittenAmount::Mark;
  const ReadAs& as = files_[file_index].read_as;
  const auto leave = [&](LeftOut reason) {
    leave_out(file_index, waiting.line, reason, [&] { return std::string(orders_.customers[waiting.customer]); });
    if (!order_id_hashes_.empty()) order_id_hashes_[index] = 0;
  };
  const CurrencyCode& currency = orders_.currencies[waiting.currency].code;
  if (!currency.empty() && currency != orders_.currency) return leave(LeftOut::other_currency);
  const auto day = waiting.date.day(as.date_order);
  if (!day) return leave(LeftOut::impossible_date);
  // A cell that can only be read with the other decimal mark is not guessed at when a person has said which mark it is.
  const bool told = files_[file_index].mapping.decimal_mark.value != 0;
  if (told && ((waiting.mark == Mark::point && as.decimal_mark == ',') || (waiting.mark == Mark::comma && as.decimal_mark == '.')))
    return leave(LeftOut::unreadable_amount);
  // Both marks are certain somewhere in the column: what "1,234" means cannot be known.
  if (!told && waiting.mark == Mark::either && as.amounts.points > 0 && as.amounts.commas > 0) return leave(LeftOut::unclear_amount);
  WrittenAmount amount;
  amount.digits = waiting.digits;
  amount.after = waiting.after;
  amount.mark = waiting.mark;
  amount.mark_is_comma = waiting.mark_is_comma;
  bool rounded = false;
  const auto minor = amount.minor(as.decimal_mark, minor_digits(orders_.currency), rounded);
  // No sum over any of the rows may leave 64 bits; only numbers that are no amounts come near.
  constexpr auto most_money = std::uint64_t{1} << 62;
  const auto size = minor ? static_cast<std::uint64_t>(std::abs(*minor)) : most_money;
  if (size >= most_money - money_) return leave(LeftOut::unreadable_amount);
  money_ += size;
  orders_.rounded += rounded;
  orders_.orders.push_back({waiting.customer, *day, *minor});
}

Expected<Orders> OrderReader::finish() {
  if (auto chosen = choose_currency(); !chosen) {
    *this = OrderReader();
    return std::unexpected(chosen.error());
  }
  order_id_hashes_.resize(order_id_hashes_.empty() ? 0 : waiting_.size());
  orders_.orders.reserve(waiting_.size());
  for (std::uint32_t file = 0; file < files_.size(); ++file) {
    decide(file);
    const std::size_t end = file + 1 < files_.size() ? files_[file + 1].first_waiting : waiting_.size();
    for (std::size_t i = files_[file].first_waiting; i < end; ++i) convert(file, waiting_[i], i);
    orders_.read_as.push_back(files_[file].read_as);
  }
  std::erase(order_id_hashes_, 0u);
  std::ranges::sort(order_id_hashes_);
  const auto repeated = std::ranges::unique(order_id_hashes_);
  orders_.shared_order_ids = static_cast<std::uint64_t>(repeated.size());
  std::ranges::stable_sort(orders_.left_out_rows, {}, [](const LeftOutRow& row) { return std::pair(row.file, row.line); });
  Orders result = std::move(orders_);
  *this = OrderReader();
  if (result.orders.empty()) {
    const auto most = std::ranges::max_element(result.left_out) - result.left_out.begin();
    return std::unexpected(result.rows_read == 0
                               ? Error{Code::header_only}
                               : Error{Code::no_usable_rows, {{"rows", std::int64_t(result.rows_read)}, {"reason", std::string(left_out_names[std::size_t(most)])}}});
  }
  return result;
}

}  // namespace lifeworth

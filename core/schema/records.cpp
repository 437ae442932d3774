#include "schema/records.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "read/written_period.h"

namespace lifeworth {
namespace {

/// Words beyond which a column tells rows from each other rather than parting them, and how often each of fewer has to stand on average.
constexpr std::size_t most_words_of_a_segment = 60, rows_to_a_word = 3;
/// Columns beyond which nobody looks for one more.
constexpr std::size_t most_segments_of_a_file = 20;

}  // namespace

const Records::Values* Records::values_of(Role role) const {
  const auto found = std::ranges::find(values, role, &Values::role);
  return found == values.end() ? nullptr : &*found;
}

RecordReader::RecordReader(std::uint32_t file, const Mapping& mapping, std::span<const std::string> header, bool json, TextDictionary& customers, std::unordered_set<std::uint64_t>& record_ids)
    : mapping_(mapping), columns_(mapping), json_(json), customers_(customers), record_ids_(record_ids), rules_(mapping) {
  records_.kind = mapping.kind.value;
  records_.file = file;
  for (const KindRole& own : roles_of(records_.kind))
    if ((type_of(own.role) == RoleType::number || type_of(own.role) == RoleType::word) && own.role != Role::currency && mapping[own.role].column)
      records_.values.push_back({own.role, {}, {}, {}});
  if (mapping[Role::score].column) keep_segments(header);
}

/// Answers are parted by whatever stands beside them: every column without a role may do.
void RecordReader::keep_segments(std::span<const std::string> header) {
  for (std::size_t column = 0; column < header.size(); ++column) {
    const bool has_role = std::ranges::any_of(mapping_.columns, [column](const ColumnChoice& choice) { return choice.column == column; });
    if (!has_role && !trimmed(header[column]).empty()) segments_.push_back({column, {Role::segment, {}, {}, {}, header[column]}});
  }
}

void RecordReader::take_segments(const Row& row) {
  for (Segment& segment : segments_) {
    const std::string_view text = without_formula_guard(trimmed(row.cells.at(segment.column)));
    segment.values.words.push_back(is_missing(text) ? nobody : segment.values.dictionary.number_of(text));
  }
  std::erase_if(segments_, [](const Segment& segment) { return segment.values.dictionary.size() > most_words_of_a_segment; });
}

void RecordReader::settle_segments() {
  std::size_t kept = 0;
  for (Segment& segment : segments_) {
    const auto written = static_cast<std::size_t>(std::ranges::count_if(segment.values.words, [](std::uint32_t word) { return word != nobody; }));
    const std::size_t words = segment.values.dictionary.size();
    if (words > 1 && written >= rows_to_a_word * words && kept++ < most_segments_of_a_file) records_.values.push_back(std::move(segment.values));
  }
  segments_.clear();
}

void RecordReader::row(const Row& row) {
  ++records_.rows_read;
  if (const auto reason = take(row)) records_.left_out.add(records_.file, row, *reason);
}

std::optional<LeftOut> RecordReader::take(const Row& row) {
  if (row.damage != Damage::none) return LeftOut::damaged;
  if (row.kind != RowKind::data) return reason_of(row.kind);
  if (const auto reason = rules_(row)) return reason;
  const auto cell = [&](Role role) { return columns_.cell(row, role); };
  // A ticket that is exported again, a conversation of several messages: the first row counts.
  const std::string_view record_id = cell(Role::record_id);
  if (!is_missing(record_id) && !record_ids_.insert(hash_of(record_id) + static_cast<std::uint64_t>(records_.kind)).second) return LeftOut::duplicate;
  const auto required = [&](Role role) { return is_required(records_.kind, role); };
  if (std::ranges::all_of(row.cells, [](std::string_view text) { return trimmed(text).empty(); })) return LeftOut::blank;
  Waiting waiting{};
  const std::string_view customer = cell(Role::customer);
  if (is_missing(customer) && required(Role::customer)) return LeftOut::no_customer;

  const std::string_view date = cell(Role::date);
  waiting.date = WrittenDate::parse(date);
  if (!waiting.date && names_periods(records_.kind)) waiting.date = parse_period(date);
  if (required(Role::date) && is_missing(date)) return LeftOut::no_date;
  if (required(Role::date) && !waiting.date) {
    records_.read_as.dates.add_unreadable(date);
    return LeftOut::unreadable_date;
  }
  waiting.end = WrittenDate::parse(cell(Role::end));

  const std::string_view amount = cell(Role::amount);
  waiting.amount = is_missing(amount) ? std::nullopt : money_of(amount, json_);
  if (required(Role::amount) && is_missing(amount)) return LeftOut::no_amount;
  if (!is_missing(amount) && !waiting.amount) return LeftOut::unreadable_amount;
  waiting.refund = is_missing(cell(Role::refund)) ? std::nullopt : money_of(cell(Role::refund), json_);

  if (required(Role::score) && is_missing(cell(Role::score))) return LeftOut::no_score;
  if (required(Role::new_customers) && !number_of(without_guard(cell(Role::new_customers)))) return LeftOut::unreadable_number;

  if (waiting.date) records_.read_as.dates.add(*waiting.date);
  if (waiting.end) records_.read_as.dates.add(*waiting.end);
  for (const auto& money : {waiting.amount, waiting.refund})
    if (money) records_.read_as.amounts.add(*money);
  std::string_view currency = cell(Role::currency);
  if (is_missing(currency)) currency = waiting.amount ? currency_of(waiting.amount->sign) : std::string_view();
  if (currency.empty()) currency = mapping_.header_currency;
  waiting.currency = currencies_.number_of(currency);
  waiting.customer = is_missing(customer) ? nobody : customer_number(customers_, customer);
  waiting.line = static_cast<std::uint32_t>(row.line);
  waiting_.push_back(waiting);
  for (Records::Values& values : records_.values) {
    const std::string_view written = cell(values.role);
    const bool missing = is_missing(written);
    const std::string_view text = type_of(values.role) == RoleType::number ? without_guard(written) : without_formula_guard(written);
    values.words.push_back(missing ? nobody : values.dictionary.number_of(text));
    values.numbers.push_back(missing ? std::numeric_limits<double>::quiet_NaN() : number_of(text).value_or(std::numeric_limits<double>::quiet_NaN()));
  }
  take_segments(row);
  return std::nullopt;
}

/// Adds a record; a reason when the whole column says that it cannot be read. The columns of values are thinned out by the caller.
std::optional<LeftOut> RecordReader::convert(const Waiting& waiting) {
  if (!exchange_.takes(waiting.currency)) return LeftOut::other_currency;
  const auto day = waiting.date ? waiting.date->day(records_.read_as.date_order, records_.read_as.date_numbers) : std::nullopt;
  if (waiting.date && !day) return LeftOut::impossible_date;
  const auto end = waiting.end ? waiting.end->day(records_.read_as.date_order, records_.read_as.date_numbers) : std::nullopt;
  bool rounded = false, unclear = false;
  Minor own[2] = {0, 0}, money[2] = {0, 0};  // in the row's currency, in the one that is shown
  const std::optional<WrittenAmount> written[2] = {waiting.amount, waiting.refund};
  for (int part = 0; part < 2; ++part) {
    if (!written[part]) continue;
    const auto minor = minor_under(records_.read_as, mapping_, *written[part], exchange_.minor_digits(waiting.currency), rounded, unclear);
    constexpr auto most_money = std::uint64_t{1} << 62;
    const auto size = minor ? static_cast<std::uint64_t>(std::abs(*minor)) : most_money;
    if (size >= most_money - money_) return unclear ? LeftOut::unclear_amount : LeftOut::unreadable_amount;
    money_ += size;
    own[part] = *minor;
    const auto in_shown = exchange_.in_shown(waiting.currency, own[part]);
    if (!in_shown) return LeftOut::unreadable_amount;
    money[part] = *in_shown;
  }
  if (waiting.amount || waiting.refund) exchange_.count(waiting.currency, own[0] - own[1], money[0] - money[1]);
  records_.rounded += rounded;
  const auto has = [&](Role role) { return mapping_[role].column.has_value(); };
  if (has(Role::customer)) records_.customers.push_back(waiting.customer);
  if (has(Role::date)) records_.days.push_back(day.value_or(no_day));
  if (has(Role::end)) records_.ends.push_back(end.value_or(no_day));
  if (has(Role::amount)) records_.amounts.push_back(money[0]);
  if (has(Role::refund)) records_.refunds.push_back(money[1]);
  return std::nullopt;
}

Expected<Records> RecordReader::finish() {
  auto currency = currencies_.choose(mapping_.currency.value);
  if (!currency) {
    currency.error().arguments.push_back({"file", std::int64_t(records_.file)});  // whose currency to choose
    return std::unexpected(currency.error());
  }
  records_.currency = *currency;
  exchange_.begin(currencies_.found(), records_.currency, mapping_.rates);
  records_.read_as.decide(mapping_, records_.currency);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    if (const auto reason = convert(waiting_[i])) {
      const std::uint32_t customer = waiting_[i].customer;
      records_.left_out.add(records_.file, waiting_[i].line, *reason, [&] { return customer == nobody ? std::string() : std::string(customers_[customer]); });
      continue;
    }
    for (Records::Values& values : records_.values) values.words[kept] = values.words[i], values.numbers[kept] = values.numbers[i];
    for (Segment& segment : segments_) segment.values.words[kept] = segment.values.words[i];
    ++kept;
  }
  for (Records::Values& values : records_.values) values.words.resize(kept), values.numbers.resize(kept);
  for (Segment& segment : segments_) segment.values.words.resize(kept);
  settle_segments();
  records_.rows_used = kept;
  records_.left_out.sort();
  records_.currencies = exchange_.currencies();
  records_.converted = exchange_.rows();
  return std::move(records_);
}

}  // namespace lifeworth

#include "intake.h"

#include <algorithm>

#include "base/bytes.h"
#include "results/json_writer.h"
#include "schema/header_words.h"
#include "schema/part_start.h"
#include "schema/unit_price.h"

namespace lifeworth {
namespace {

Error wrong_order(std::string detail) { return {Code::out_of_order, {{"detail", std::move(detail)}}}; }

/// What a person chose stays where it still can.
void keep_choices(const Mapping& before, std::size_t columns, Mapping& guess) {
  for (const KindRole& own : roles_of(guess.kind.value))
    if (before[own.role].by == SetBy::person && before[own.role].column.value_or(0) < columns) guess[own.role] = before[own.role];
  if (before.date_order.by == SetBy::person) guess.date_order = before.date_order;
  if (before.decimal_mark.by == SetBy::person) guess.decimal_mark = before.decimal_mark;
  if (before.currency.by == SetBy::person) guess.currency = before.currency, guess.rates = before.rates;
  if (before.serials.by == SetBy::person) guess.serials = before.serials;
}

Expected<void> apply_columns(const MappingChange& change, const std::vector<std::string>& header, Mapping& mapping) {
  for (const auto& [role, column] : change.columns) {
    if (column && *column >= header.size())
      return std::unexpected(Error{Code::column_out_of_range, {{"column", std::int64_t(*column)}, {"columns", std::int64_t(header.size())}}});
    const bool agrees = column && mapping[role].column == column;
    mapping[role] = {column, SetBy::person, agrees ? std::move(mapping[role].reasons) : std::vector<Sentence>{}};
  }
  for (Role role : all_roles()) {
    for (Role other : all_roles()) {
      if (role >= other || !mapping[role].column || mapping[role].column != mapping[other].column) continue;
      // A guess gives way to a person's choice; two choices of a person cannot both stand.
      if (mapping[role].by != mapping[other].by) {
        (mapping[role].by == SetBy::guess ? mapping[role] : mapping[other]) = {};
        continue;
      }
      return std::unexpected(Error{Code::column_used_twice,
                                   {{"header", header[*mapping[role].column]}, {"first", std::string(name_of(role))}, {"second", std::string(name_of(other))}}});
    }
  }
  return {};
}

void apply_rules(const MappingChange& change, const std::vector<std::string>& header, Mapping& mapping) {
  if (change.rules) {
    mapping.rules.clear();
    for (const RowRule& rule : *change.rules) {
      const auto column = std::ranges::find(header, rule.column);
      if (column != header.end()) mapping.rules.push_back({rule, std::size_t(column - header.begin())});
    }
  }
  if (change.rules_on)
    for (std::size_t i = 0; i < std::min(change.rules_on->size(), mapping.rules.size()); ++i) mapping.rules[i].on = (*change.rules_on)[i];
}

}  // namespace

void Intake::RowTap::run(const RowRun& rows) {
  if (keep) return RowSink::run(rows);
  count += rows.size();
  reader->run(rows);
}

void Intake::RowTap::row(const Row& row) {
  ++count;
  if (!keep) return reader->row(row);
  if (row.kind == RowKind::data) kept.emplace_back(row.cells.begin(), row.cells.end());
}

Intake::Intake(std::vector<Format> formats) : formats_(std::move(formats)) {}

void Intake::add_format(Format format) {
  std::erase_if(formats_, [&](const Format& known) { return known.name == format.name; });
  formats_.insert(formats_.begin(), std::move(format));  // first: of two that fit equally well, a person's own counts
}

const Format* Intake::format_named(std::string_view name) const {
  const auto found = std::ranges::find(formats_, name, &Format::name);
  return found == formats_.end() ? nullptr : &*found;
}

Expected<void> Intake::open(std::string_view first_bytes, bool whole_file, Reading reading) {
  if (auto closed = close_file(); !closed) return closed;
  Mapping mapping = guess_mapping(reading.sample, formats_);
  opened_ = Opened{std::string(first_bytes), whole_file, {}, std::move(reading), std::move(mapping)};
  return {};
}

/// Another delimiter or header, another kind or format: the guess is made anew.
Expected<void> Intake::read_again(Opened& next, const MappingChange& change) const {
  const Mapping before = next.mapping;
  if (change.encoding || change.delimiter || change.has_header) {
    if (change.encoding) next.told.encoding = change.encoding;
    if (change.delimiter) next.told.delimiter = change.delimiter;
    if (change.has_header) next.told.has_header = change.has_header;
    auto reading = FileReader::open(next.first_bytes, next.whole_file, next.told);
    if (!reading) return std::unexpected(reading.error());
    next.reading = std::move(*reading);
    next.mapping = guess_mapping(next.reading.sample, formats_);
    keep_choices(before, next.reading.sample.header.size(), next.mapping);
  }
  if (!change.format && !change.kind) return {};
  const bool named = change.format && !change.format->empty();
  const Format* format = named ? format_named(*change.format) : nullptr;
  if (named && !format) return std::unexpected(Error{Code::bad_request, {{"detail", "There is no format “" + *change.format + "”."}}});
  next.mapping = guess_mapping_as(next.reading.sample, change.kind.value_or(format ? format->kind : before.kind.value), format);
  if (change.kind) next.mapping.kind.by = SetBy::person;
  keep_choices(before, next.reading.sample.header.size(), next.mapping);
  return {};
}

Expected<void> Intake::apply(const MappingChange& change) {
  Opened next = *opened_;
  if (auto again = read_again(next, change); !again) return again;
  Mapping& mapping = next.mapping;
  const auto& header = next.reading.sample.header;
  if (auto columns = apply_columns(change, header, mapping); !columns) return columns;
  settle_quantity(next.reading.sample, mapping);
  apply_rules(change, header, mapping);
  if (change.date_order) mapping.date_order = {*change.date_order, *change.date_order == DateOrder::unknown ? SetBy::guess : SetBy::person};
  if (change.decimal_mark) mapping.decimal_mark = {*change.decimal_mark, *change.decimal_mark ? SetBy::person : SetBy::guess};
  if (change.minor_units) mapping.minor_units = {*change.minor_units, SetBy::person};
  if (change.item_rows) mapping.item_rows = *change.item_rows;
  if (change.refund_rows) mapping.refund_rows = {*change.refund_rows, SetBy::person};
  if (change.serials) mapping.serials = {*change.serials, SetBy::person};
  if (change.currency) {
    if (*change.currency != mapping.currency.value) mapping.rates.clear();  // they were rates into another one
    mapping.currency = {*change.currency, change.currency->empty() ? SetBy::guess : SetBy::person};
  }
  if (change.rates) mapping.rates = *change.rates;
  if (change.keep_rows) tap_.keep = *change.keep_rows;
  opened_ = std::move(next);
  return {};
}

Expected<void> Intake::begin_reading() {
  if (!opened_) return std::unexpected(wrong_order("push needs a file that was peeked at."));
  const Mapping& mapping = opened_->mapping;
  stretch_ = Stretch::all;
  reading_hash_ = hash_of(opened_->first_bytes) ^ hash_of(reading_json());
  if (!tap_.keep)
    if (const auto missing = missing_columns(opened_->reading, mapping); !missing.empty()) return std::unexpected(missing.front());
  const bool json = opened_->reading.kind != TextKind::csv;
  const auto number = static_cast<std::uint32_t>(files_.size());
  const Format* format = format_named(mapping.format);
  files_.push_back({mapping.kind.value, mapping.format, mapping.note, {}, 0, 0, {}, format && format->contract, format ? format->title : std::string()});
  if (const ColumnChoice& channel = mapping[Role::channel]; channel.column && mapping.kind.value == RecordKind::orders) {
    const auto& header = opened_->reading.sample.header;
    const bool by_format = format && format->sales_channel && channel.by == SetBy::guess;
    files_.back().sales_channel = by_format || (opened_->reading.has_header() && *channel.column < header.size() && names_place_of_sale(header[*channel.column]));
  }
  if (const auto column = mapping[Role::referred_by].column) {
    const auto& header = opened_->reading.sample.header;
    files_.back().referred_by_column = opened_->reading.has_header() && *column < header.size() ? header[*column] : "#" + std::to_string(*column + 1);
  }
  if (const auto score = mapping[Role::score].column; score && opened_->reading.has_header()) {
    const Sample& sample = opened_->reading.sample;
    const bool labelled = *score < sample.labels.size() && !sample.labels[*score].empty();  // a survey's second line has the questions
    files_.back().score_column = (labelled ? sample.labels : sample.header)[*score];
  }
  const std::vector<std::string> header = opened_->reading.has_header() ? opened_->reading.sample.header : std::vector<std::string>{};
  if (mapping.kind.value == RecordKind::orders) {
    orders_.begin_file(number, mapping, header, json);
    tap_.reader = &orders_;
  } else {
    records_.push_back(std::make_unique<RecordReader>(number, mapping, header, json, customers_, record_ids_));
    tap_.reader = records_.back().get();
  }
  reader_.emplace(std::move(opened_->reading), tap_);
  opened_.reset();
  return {};
}

Expected<void> Intake::push(std::string_view bytes) {
  if (failure_) return std::unexpected(*failure_);
  if (reader_ && stretch_ == Stretch::joined) return std::unexpected(wrong_order("The rest of this file was joined."));
  if (!reader_)
    if (auto begun = begin_reading(); !begun) return begun;
  auto pushed = reader_->push(bytes);
  if (!pushed) failure_ = pushed.error();
  return pushed;
}

Expected<std::optional<std::size_t>> Intake::begin_part(std::string_view bytes) {
  if (!opened_) return std::unexpected(wrong_order("begin_part needs a file that was peeked at and not yet pushed."));
  const Mapping& mapping = opened_->mapping;
  if (has_files() || tap_.keep || mapping.kind.value != RecordKind::orders || !FileReader::has_parts(opened_->reading)) return std::nullopt;
  const auto start = part_start(bytes, opened_->reading, mapping[Role::order_id].column);
  if (!start) return std::nullopt;
  if (auto begun = begin_reading(); !begun) return std::unexpected(begun.error());
  reader_->begin_part();
  stretch_ = Stretch::part;
  return start;
}

std::string Intake::finish_part() {
  if (failure_ || !reader_ || stretch_ != Stretch::part || !reader_->finish()) return {};
  ByteWriter to;
  to.value(reading_hash_);
  to.value(reader_->part());
  to.value(tap_.count);
  orders_.hand_over(to);
  failure_ = wrong_order("This session read a part of a file only.");
  return std::move(to).bytes();
}

bool Intake::join_part(std::string_view part) {
  if (failure_ || !reader_ || stretch_ != Stretch::all || tap_.reader != &orders_ || tap_.keep) return false;
  ByteReader from(part);
  const bool same_reading = from.value<std::uint64_t>() == reading_hash_;
  const auto read = from.value<FileReader::Part>();
  const auto rows = from.value<std::uint64_t>();
  if (!from.good() || !same_reading || !reader_->can_join(read) || !orders_.join(from, reader_->lines_before())) return false;
  reader_->join(read);
  tap_.count += rows;
  stretch_ = Stretch::joined;
  return true;
}

Expected<void> Intake::close_file() {
  if (failure_) return std::unexpected(*failure_);
  if (!reader_) return {};
  auto finished = reader_->finish();
  files_.back().lines = reader_->lines();
  files_.back().repaired_bytes = reader_->repaired_bytes();
  files_.back().dropped_bytes = reader_->dropped_bytes();
  if (const auto better = reader_->better_encoding()) files_.back().better_encoding = name_of(better->encoding);
  if (tap_.keep) last_header_ = reader_->reading().has_header() ? reader_->header() : std::vector<std::string>{};
  reader_.reset();
  if (!finished) failure_ = finished.error();
  return finished;
}

std::string Intake::kept_rows_json() const {
  JsonWriter json;
  const auto texts = [&json](const std::vector<std::string>& list) {
    json.array();
    for (const std::string& text : list) json.value(text);
    json.end();
  };
  json.object().field("kind", "rows").key("header");
  if (last_header_.empty()) json.null();
  else texts(last_header_);
  json.key("rows").array();
  for (const auto& row : tap_.kept) texts(row);
  const FileFacts& file = files_.back();
  json.end().field("blank_lines", file.lines.blank).field("preamble_lines", file.lines.preamble).field("better_encoding", file.better_encoding).field("repaired_bytes", file.repaired_bytes).end();
  return std::move(json).text();
}

Expected<Loaded> Intake::finish() {
  std::vector<Records> others;
  for (auto& each : records_) {
    auto finished = each->finish();
    if (!finished) return std::unexpected(finished.error());
    if (finished->rows_used == 0 && files_.size() == 1)
      return std::unexpected(finished->rows_read == 0
                                 ? Error{Code::header_only}
                                 : Error{Code::no_usable_rows, {{"rows", std::int64_t(finished->rows_read)}, {"reason", std::string(name_of(finished->left_out.commonest()))}}});
    others.push_back(std::move(*finished));
  }
  records_.clear();
  Orders orders;
  if (orders_.has_files()) {
    auto finished = orders_.finish();
    if (!finished) return std::unexpected(finished.error());
    orders = std::move(*finished);
  }
  customers_.rest();  // no further texts come, and the log wants much room at once
  TransactionLog log(std::exchange(orders.orders, {}), customers_.size());
  std::optional<TransactionLog> costs;
  if (orders.costs.rows) costs.emplace(std::exchange(orders.costs.costs, {}), customers_.size());
  const int digits = minor_digits(orders.currency);
  return Loaded{files_, std::move(orders), std::move(log), std::move(costs), std::move(others), digits};
}

}  // namespace lifeworth

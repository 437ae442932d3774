#include "session.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "calculators.h"
#include "results/customer_list.h"
#include "results/json_writer.h"
#include "results/measured.h"
#include "results/prediction.h"
#include "results/reading_json.h"
#include "results/realised.h"
#include "results/request.h"
#include "sample/sample_orders.h"
#include "schema/file_reader.h"

namespace lifeworth {
namespace {

/// Gives rows to the orders, and keeps them as text where a script asked for them.
struct RowTap : RowSink {
  OrderReader orders;
  bool keep = false, use = true;
  std::vector<std::vector<std::string>> kept;

  void row(const Row& row) override {
    if (keep && row.kind == RowKind::data) kept.emplace_back(row.cells.begin(), row.cells.end());
    if (use) orders.row(row);
  }
};

/// What finish() made of the files.
struct Loaded {
  Orders orders;
  TransactionLog log;
  int digits;
};

/// A file that was peeked at and may still be corrected.
struct Opened {
  std::string first_bytes;
  bool whole_file;
  FileReader::Told told;
  Reading reading;
  Mapping mapping;
};

/// Days after the last order in which somebody may still have watched; later ends are slips of the keyboard.
constexpr Day longest_silence = 366;

void add_lines(LineAccount& sum, const LineAccount& file) {
  sum.lines += file.lines;
  sum.preamble += file.preamble;
  sum.header += file.header;
  sum.blank += file.blank;
  sum.continued += file.continued;
}

Error wrong_order(std::string detail) { return {Code::out_of_order, {{"detail", std::move(detail)}}}; }

std::string sentences_json() {
  JsonWriter json;
  json.object().field("kind", "sentences").key("sentences").array();
  for (const Wording& words : all_wordings())
    json.object().field("code", words.code).field("wrong", words.wrong).field("saw", words.saw).field("hint", words.hint).end();
  json.end().end();
  return std::move(json).text();
}

}  // namespace

struct Session::State {
  RowTap tap;
  std::optional<Opened> opened;
  std::optional<FileReader> reader;
  std::size_t files = 0;  ///< of which rows were taken and not yet finished
  FileCounts counts;
  std::optional<Loaded> loaded;
  std::optional<Error> failure;  ///< of a push; the file cannot be finished
  std::vector<std::string> last_header;

  // Answers asked for again and again while a person scrolls.
  std::optional<Prediction> prediction;
  std::optional<PredictionSettings> prediction_settings;
  std::optional<std::pair<CustomerColumn, bool>> order_key;
  std::vector<std::uint32_t> order;

  Expected<void> close_file();
  Expected<void> apply(const MappingChange& change);
  Expected<void> begin_reading();
  Expected<std::string> compute_loaded(const Request& request);
  Expected<void> check_settings(const PredictionSettings& settings) const;
  const Prediction& predicted(const PredictionSettings& settings);
  std::span<const std::uint32_t> ordered(const Request& request);
  std::string sample(const Request& request) const;
};

Session::Session() : state_(std::make_unique<State>()) {}
Session::~Session() = default;

std::string Session::peek(std::string_view first_bytes, bool whole_file) {
  auto reading = FileReader::open(first_bytes, whole_file, {});
  if (!reading) return error_json(reading.error());  // a wrong file takes nothing away from what was read before
  if (state_->loaded || state_->failure) state_ = std::make_unique<State>();
  State& state = *state_;
  if (auto closed = state.close_file(); !closed) return error_json(closed.error());
  Mapping mapping = guess_mapping(reading->sample);
  state.opened = Opened{std::string(first_bytes), whole_file, {}, std::move(*reading), std::move(mapping)};
  return reading_json(state.opened->reading, state.opened->mapping);
}

std::string Session::map(std::string_view change_json) {
  if (!state_->opened) return error_json(wrong_order("map needs a file that was peeked at and not yet pushed."));
  const auto change = parse_mapping_change(change_json);
  if (!change) return error_json(change.error());
  if (auto applied = state_->apply(*change); !applied) return error_json(applied.error());
  return reading_json(state_->opened->reading, state_->opened->mapping);
}

Expected<void> Session::State::apply(const MappingChange& change) {
  Opened next = *opened;  // nothing changes unless all of it can
  if (change.delimiter || change.has_header) {
    if (change.delimiter) next.told.delimiter = change.delimiter;
    if (change.has_header) next.told.has_header = change.has_header;
    auto reading = FileReader::open(next.first_bytes, next.whole_file, next.told);
    if (!reading) return std::unexpected(reading.error());
    next.reading = std::move(*reading);
    Mapping guess = guess_mapping(next.reading.sample);
    for (Role role : roles)  // a person's columns stay where they still exist
      if (next.mapping[role].by == SetBy::person && next.mapping[role].column.value_or(0) < next.reading.sample.header.size())
        guess[role] = next.mapping[role];
    guess.date_order = next.mapping.date_order;
    guess.decimal_mark = next.mapping.decimal_mark;
    guess.currency = next.mapping.currency;
    next.mapping = std::move(guess);
  }
  for (const auto& [role, column] : change.columns) {
    const std::size_t columns = next.reading.sample.header.size();
    if (column && *column >= columns)
      return std::unexpected(Error{Code::column_out_of_range, {{"column", std::int64_t(*column)}, {"columns", std::int64_t(columns)}}});
    next.mapping[role] = {column, SetBy::person, {}};
  }
  for (Role role : roles) {
    for (Role other : roles) {
      if (role >= other || !next.mapping[role].column || next.mapping[role].column != next.mapping[other].column) continue;
      // A guess gives way to a person's choice; two choices of a person cannot both stand.
      if (next.mapping[role].by != next.mapping[other].by) {
        (next.mapping[role].by == SetBy::guess ? next.mapping[role] : next.mapping[other]) = {};
        continue;
      }
      return std::unexpected(Error{Code::column_used_twice, {{"header", next.reading.sample.header[*next.mapping[role].column]},
                                                             {"first", std::string(name_of(role))}, {"second", std::string(name_of(other))}}});
    }
  }
  if (change.date_order) next.mapping.date_order = {*change.date_order, *change.date_order == DateOrder::unknown ? SetBy::guess : SetBy::person};
  if (change.decimal_mark) next.mapping.decimal_mark = {*change.decimal_mark, *change.decimal_mark ? SetBy::person : SetBy::guess};
  if (change.keep_rows) tap.keep = *change.keep_rows, tap.use = !*change.keep_rows;
  if (change.currency) next.mapping.currency = {*change.currency, change.currency->empty() ? SetBy::guess : SetBy::person};
  opened = std::move(next);
  return {};
}

Expected<void> Session::State::begin_reading() {
  if (!opened) return std::unexpected(wrong_order("push needs a file that was peeked at."));
  if (tap.use)
    if (const auto missing = missing_columns(opened->reading, opened->mapping); !missing.empty()) return std::unexpected(missing.front());
  const bool csv = opened->reading.kind == TextKind::csv;
  tap.orders.begin_file(opened->mapping, opened->reading.layout.header, !csv);
  ++files;
  reader.emplace(std::move(opened->reading), tap);
  opened.reset();
  return {};
}

std::string Session::push(std::string_view bytes) {
  State& state = *state_;
  if (state.failure) return error_json(*state.failure);
  if (!state.reader)
    if (auto begun = state.begin_reading(); !begun) return error_json(begun.error());
  if (auto pushed = state.reader->push(bytes); !pushed) {
    state.failure = pushed.error();
    return error_json(pushed.error());
  }
  JsonWriter json;
  json.object().field("rows", state.tap.orders.rows_read()).end();
  return std::move(json).text();
}

Expected<void> Session::State::close_file() {
  if (failure) return std::unexpected(*failure);
  if (!reader) return {};
  auto finished = reader->finish();
  add_lines(counts.lines, reader->lines());
  counts.repaired_bytes += reader->repaired_bytes();
  if (tap.keep) last_header = reader->reading().has_header() ? reader->header() : std::vector<std::string>{};
  reader.reset();
  if (!finished) failure = finished.error();
  return finished;
}

std::string Session::finish() {
  State& state = *state_;
  if (state.files == 0) return error_json(wrong_order("finish needs a file that was pushed."));
  if (auto closed = state.close_file(); !closed) return error_json(closed.error());
  if (!state.tap.use) {
    JsonWriter json;
    json.object().field("kind", "rows").key("header");
    if (state.last_header.empty()) json.null();
    else {
      json.array();
      for (const std::string& name : state.last_header) json.value(name);
      json.end();
    }
    json.key("rows").array();
    for (const auto& row : state.tap.kept) {
      json.array();
      for (const std::string& cell : row) json.value(cell);
      json.end();
    }
    json.end().field("blank_lines", state.counts.lines.blank).field("repaired_bytes", state.counts.repaired_bytes).end();
    state_ = std::make_unique<State>();
    return std::move(json).text();
  }
  state.files = 0;
  auto orders = state.tap.orders.finish();
  if (!orders) {
    state_ = std::make_unique<State>();  // the rows are gone; corrected, the files begin anew
    return error_json(orders.error());
  }
  TransactionLog log(orders->orders, orders->customers.size());
  const int digits = minor_digits(orders->currency);
  const std::string summary = summary_json(*orders, log, state.counts);
  orders->orders = {};  // the log has them now
  state.loaded = Loaded{std::move(*orders), std::move(log), digits};
  return summary;
}

std::string Session::compute(std::string_view request_json) {
  if (is_calculator_request(request_json)) return calculate(request_json);
  const auto request = parse_request(request_json);
  if (!request) return error_json(request.error());
  if (request->kind == Request::Kind::sentences) return sentences_json();
  if (request->kind == Request::Kind::sample) return state_->sample(*request);
  if (!state_->loaded) return error_json(wrong_order("compute needs a finished file."));
  auto result = state_->compute_loaded(*request);
  return result ? *result : error_json(result.error());
}

std::string Session::State::sample(const Request& request) const {
  JsonWriter json;
  json.object().field("kind", "sample").field("file_name", "sample-orders.csv");
  json.field("csv", sample_csv({request.sample_customers, request.seed, true})).end();
  return std::move(json).text();
}

Expected<void> Session::State::check_settings(const PredictionSettings& settings) const {
  if (settings.observation_end && *settings.observation_end < loaded->log.first_day())
    return std::unexpected(Error{Code::observation_before_data, {{"day", iso_text(loaded->log.first_day())}}});
  if (settings.observation_end && *settings.observation_end > loaded->log.last_day() + longest_silence)
    return std::unexpected(Error{Code::observation_after_data, {{"day", iso_text(loaded->log.last_day())}}});
  return {};
}

const Prediction& Session::State::predicted(const PredictionSettings& settings) {
  if (prediction_settings != settings) {
    prediction = predict(loaded->log, settings, loaded->digits, std::move(prediction));
    prediction_settings = settings;
    order_key.reset();
  }
  return *prediction;
}

std::span<const std::uint32_t> Session::State::ordered(const Request& request) {
  const Prediction& rows = predicted(request.settings);
  const auto key = std::pair(request.sort, request.descending);
  if (order_key != key) {
    order = sorted_rows(rows, loaded->orders.customers, request.sort, request.descending);
    order_key = key;
  }
  return order;
}

Expected<std::string> Session::State::compute_loaded(const Request& request) {
  if (auto checked = check_settings(request.settings); !checked) return std::unexpected(checked.error());
  const TextDictionary& names = loaded->orders.customers;
  const Day end = request.settings.observation_end.value_or(loaded->log.last_day());
  switch (request.kind) {
    case Request::Kind::realised: return realised_json(loaded->log, end, loaded->orders.currency, loaded->digits);
    case Request::Kind::cohorts: return cohorts_json(loaded->log, end);
    case Request::Kind::measured: return measured_json(loaded->log, end, request.settings.margin, loaded->orders.currency, loaded->digits);
    case Request::Kind::prediction: return prediction_json(predicted(request.settings), loaded->orders.currency, loaded->digits);
    case Request::Kind::customers: {
      const auto rows = ordered(request);
      return customers_json(*prediction, names, rows, request.offset, request.limit);
    }
    case Request::Kind::customers_csv: {
      const auto rows = ordered(request);
      JsonWriter json;
      json.object().field("kind", "customers_csv").field("total", rows.size());
      json.field("csv", customers_csv(*prediction, names, rows, request, loaded->digits)).end();
      return std::move(json).text();
    }
    case Request::Kind::left_out: return left_out_json(loaded->orders);
    case Request::Kind::sample:
    case Request::Kind::sentences: break;
  }
  return std::unexpected(wrong_order("This request needs no file."));
}

}  // namespace lifeworth

#include "results/unmatched.h"

#include <algorithm>
#include <vector>

#include "base/json_fields.h"
#include "results/csv_lines.h"
#include "results/json_writer.h"
#include "results/listed_names.h"

namespace lifeworth {
namespace {

struct Named {
  std::uint64_t rows = 0;
  Day first = no_day, last = no_day;
};

/// How the records name each customer.
std::vector<Named> named_in(const Records& records, std::size_t customers) {
  std::vector<Named> named(customers);
  for (std::size_t row = 0; row < records.customers.size(); ++row) {
    if (records.customers[row] == nobody) continue;
    Named& own = named[records.customers[row]];
    ++own.rows;
    const Day day = records.days.empty() ? no_day : records.days[row];
    if (day == no_day) continue;
    own.first = own.first == no_day ? day : std::min(own.first, day);
    own.last = std::max(own.last, day);
  }
  return named;
}

void write_named(CsvLines& lines, const Named& named) {
  lines.plain(std::to_string(named.rows));
  for (Day day : {named.first, named.last}) day == no_day ? lines.nothing() : lines.day(day);
}

void write_bought(CsvLines& lines, std::span<const Transaction> bought, int digits) {
  Minor revenue = 0;
  for (const Transaction& day : bought) revenue += day.value;
  lines.plain(std::to_string(std::ranges::count(bought, false, &Transaction::refund)));
  lines.day(bought.front().day);
  lines.day(bought.back().day);
  lines.money(revenue, digits);
}

}  // namespace

Expected<std::string> unmatched_csv_json(const Loaded& loaded, const TextDictionary& customers, const Request& request) {
  const auto records = std::ranges::find(loaded.records, request.file, &Records::file);
  if (records == loaded.records.end()) return std::unexpected(misunderstood("File " + std::to_string(request.file) + " is none without orders; files are counted from 0."));
  const bool without_orders = request.without == Request::Without::orders;
  const auto named = named_in(*records, customers.size());
  const ListedNames called(customers, request.mask_emails);
  CsvLines lines(request.delimiter, request.decimal_mark);
  if (request.offset == 0) {
    for (std::string_view name : {"customer", without_orders ? "rows" : "purchase_days", "first_day", "last_day"}) lines.plain(name);
    if (!without_orders) lines.plain("revenue");
    lines.end_line();
  }
  std::uint64_t total = 0;
  for (std::uint32_t customer = 0; customer < customers.size(); ++customer) {
    const auto bought = loaded.log.of(customer);
    if (without_orders ? named[customer].rows == 0 || !bought.empty() : named[customer].rows > 0 || bought.empty()) continue;
    const std::uint64_t place = total++;
    if (place < request.offset || place - request.offset >= request.limit) continue;
    lines.text(called[customer]);
    if (without_orders) write_named(lines, named[customer]);
    else write_bought(lines, bought, loaded.digits);
    lines.end_line();
  }
  JsonWriter json;
  json.object().field("kind", "unmatched_csv").field("total", total).field("csv", std::move(lines).take()).end();
  return std::move(json).text();
}

}  // namespace lifeworth

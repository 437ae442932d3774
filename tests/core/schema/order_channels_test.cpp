// How customers came, from a column of orders to one channel a customer: by hand, against a slow road over random files, in one reader and in two.
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <string>
#include <vector>

#include "../support/rounds.h"
#include "../support/session_run.h"
#include "base/bytes.h"
#include "base/random.h"
#include "schema/file_reader.h"
#include "schema/header_words.h"
#include "schema/orders.h"
#include "schema/recognise.h"

using namespace lifeworth;
using support::Answer;

namespace {

struct File {
  Reading reading;
  Mapping mapping;
};

File opened(const std::string& text) {
  auto reading = FileReader::open(text, true, {});
  REQUIRE(reading);
  Mapping mapping = guess_mapping(reading->sample, {});
  return {std::move(*reading), std::move(mapping)};
}

void feed(OrderReader& reader, std::uint32_t number, const std::string& text) {
  const File file = opened(text);
  reader.begin_file(number, file.mapping, file.reading.sample.header);
  FileReader rows(file.reading, reader);
  REQUIRE((rows.push(text) && rows.finish()));
}

/// What each customer came by, "" where nothing says so.
using CameBy = std::map<std::string, std::string>;
CameBy came_by(const Orders& orders, const TextDictionary& customers) {
  CameBy result;
  for (std::uint32_t i = 0; i < customers.size(); ++i) {
    const std::uint32_t name = orders.channels.of(i);
    result[std::string(customers[i])] = name == OrderChannels::no_channel ? "" : std::string(orders.channels.names[name]);
  }
  return result;
}

CameBy read(const std::vector<std::string>& files) {
  TextDictionary customers;
  OrderReader reader(customers);
  for (std::uint32_t i = 0; i < files.size(); ++i) feed(reader, i, files[i]);
  const auto orders = reader.finish();
  REQUIRE(orders);
  return came_by(*orders, customers);
}

std::int64_t peeked(const std::string& header, const std::string& value) {
  Session session;
  const std::string text = "Email,Date,Total," + header + "\na@example.org,2024-01-05,20.00," + value + "\nb@example.org,2024-02-05,30.00," + value + "\na@example.org,2024-03-05,10.00," + value + "\n";
  return Answer(session.peek(text, true)).column("channel");
}

}  // namespace

TEST_CASE("a customer's channel is that of the first purchase day: rows in any order, refunds aside, the first named of a day", "[correctness]") {
  const CameBy found = read({"email,date,total,channel\n"
                             "a@example.org,2024-03-05,20.00,search\n"   // a later order, on an earlier row
                             "a@example.org,2024-01-05,20.00,social\n"
                             "b@example.org,2024-01-01,-5.00,search\n"   // money back for an order before the file
                             "b@example.org,2024-01-09,20.00,referral\n"
                             "c@example.org,2024-01-05,20.00,\n"         // nothing on the first row of the day, a name on the second
                             "c@example.org,2024-01-05,9.00,search\n"
                             "d@example.org,2024-01-05,20.00,n/a\n"      // never told on the first day
                             "d@example.org,2024-02-05,20.00,search\n"
                             "e@example.org,2024-01-05,20.00,social\n"   // two names on one day
                             "e@example.org,2024-01-05,20.00,search\n"
                             "f@example.org,2024-01-05,0.00,search\n"    // a free order is one
                             "f@example.org,2024-02-05,10.00,social\n"
                             "g@example.org,not a date,20.00,search\n"   // a row that is not used says nothing
                             "g@example.org,2024-06-05,20.00,social\n"});
  CHECK(found == CameBy{{"a@example.org", "social"}, {"b@example.org", "referral"}, {"c@example.org", "search"}, {"d@example.org", ""}, {"e@example.org", "social"}, {"f@example.org", "search"},
                        {"g@example.org", "social"}});
}

TEST_CASE("several files: the earliest day counts, whatever file it stands in, and a file without the column tells of nothing", "[correctness]") {
  const std::string told = "email,date,total,channel\na@example.org,2024-03-05,20.00,search\nb@example.org,2024-03-05,20.00,social\n";
  const std::string earlier = "email,date,total\na@example.org,2024-01-05,20.00\nc@example.org,2024-01-05,20.00\n";
  const std::string other = "email,date,total,utm_source\nb@example.org,2024-01-07,20.00,google\nd@example.org,2024-01-07,20.00,google\n";
  const CameBy expected = {{"a@example.org", ""}, {"b@example.org", "google"}, {"c@example.org", ""}, {"d@example.org", "google"}};
  CHECK(read({told, earlier, other}) == expected);
  CHECK(read({earlier, told, other}) == expected);
  CHECK(read({other, told, earlier}) == expected);
  TextDictionary customers;
  OrderReader reader(customers);
  feed(reader, 0, earlier);
  const auto orders = reader.finish();
  REQUIRE(orders);
  CHECK(orders->channels.came_by.empty());
  CHECK(orders->channels.of(0) == OrderChannels::no_channel);
  CHECK(orders->channels.column.empty());
}

TEST_CASE("random files: one reader, two readers and a slow road agree", "[consistency]") {
  Random random(1618);
  static constexpr const char* names[] = {"search", "social", "", "referral", "n/a", "=mail", "'+phone"};
  static constexpr const char* meant[] = {"search", "social", "", "referral", "", "=mail", "+phone"};
  struct First {
    int day = 99;
    std::string channel;
  };
  for (int round = 0; round < support::rounds(300); ++round) {
    const std::string header = "order id,email,date,total,channel\n";
    std::map<std::string, First> firsts;
    std::string parts[2];
    const int rows = 20 + int(random.below(300));
    for (int i = 0; i < rows; ++i) {
      const std::string who = "b" + std::to_string(random.below(40)) + "@example.org";
      const int date = 10 + int(random.below(20));
      const bool refund = random.below(8) == 0;
      const auto channel = random.below(std::size(names));
      parts[i * 2 / rows] += std::to_string(i + 1) + "," + who + ",2024-01-" + std::to_string(date) + "," + (refund ? "-" : "") + "5.50," + names[channel] + "\n";
      First& first = firsts[who];
      if (refund || date > first.day) continue;
      if (date < first.day) first = {date, ""};
      if (first.channel.empty()) first.channel = meant[channel];
    }
    CameBy expected;
    for (const auto& [who, first] : firsts) expected[who] = first.channel;
    INFO("round " << round << "\n" << parts[0] << "---\n" << parts[1]);
    REQUIRE(read({header + parts[0] + parts[1]}) == expected);

    TextDictionary customers, further_customers;
    OrderReader reader(customers), further(further_customers);
    feed(reader, 0, header + parts[0]);
    feed(further, 0, header + parts[1]);
    ByteWriter to;
    further.hand_over(to);
    const std::string bytes = std::move(to).bytes();
    ByteReader from(bytes);
    REQUIRE(reader.join(from, std::uint64_t(rows)));
    const auto orders = reader.finish();
    REQUIRE(orders);
    REQUIRE(came_by(*orders, customers) == expected);
  }
}

TEST_CASE("a column with more names than channels have keeps the first ones, counts the others, and is not read in parts", "[input]") {
  const auto rows = [](std::size_t from, std::size_t to) {
    std::string text = "email,date,total,channel\n";
    for (std::size_t i = from; i < to; ++i) text += "b" + std::to_string(i) + "@example.org,2024-01-05,5.50,page " + std::to_string(i) + "\n";
    return text;
  };
  TextDictionary customers, further_customers;
  OrderReader reader(customers), further(further_customers);
  feed(reader, 0, rows(0, most_order_channels - 10));
  feed(further, 0, rows(most_order_channels - 10, most_order_channels + 20));
  ByteWriter to;
  further.hand_over(to);
  const std::string bytes = std::move(to).bytes();
  ByteReader from(bytes);
  CHECK_FALSE(reader.join(from, 1));
  feed(reader, 1, rows(most_order_channels - 10, most_order_channels + 20));
  const auto orders = reader.finish();
  REQUIRE(orders);
  CHECK(orders->channels.names.size() == most_order_channels);
  CHECK(orders->channels.further == 20);
  CHECK(orders->channels.of(std::uint32_t(most_order_channels - 1)) == most_order_channels - 1);
  CHECK(orders->channels.of(std::uint32_t(most_order_channels)) == OrderChannels::no_channel);
}

TEST_CASE("a column of channels is found by its name, in English and Spanish; what only sounds like one is not", "[correctness]") {
  for (const char* name : {"channel", "Marketing channel", "utm_source", "utm_medium", "Source", "Traffic source", "Lead source", "How did you hear about us?", "Canal", "Canal de adquisición", "Fuente",
                           "Origen", "¿Cómo nos conociste?"}) {
    INFO(name);
    CHECK(peeked(name, "search") == 3);
  }
  for (const char* name : {"Payment source", "Medio de pago", "Shipping channel", "País de origen", "Note", "Campaign"}) {
    INFO(name);
    CHECK(peeked(name, "search") == -1);
  }
  Session session;
  const std::string both = "Email,Date,Total,Sales channel,utm_source\na@example.org,2024-01-05,20.00,web,search\nb@example.org,2024-02-05,30.00,pos,social\n";
  CHECK(Answer(session.peek(both, true)).column("channel") == 4);
  CHECK(names_place_of_sale("Sales channel"));
  CHECK(names_place_of_sale("source_name"));
  CHECK(names_place_of_sale("Canal de venta"));
  CHECK_FALSE(names_place_of_sale("Marketing channel"));
  CHECK_FALSE(names_place_of_sale("utm_source"));
}

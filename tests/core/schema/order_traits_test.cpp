// What is kept of a first order, channel, country, plan, representative and who recommended: from columns of orders to one name a customer: by hand, against a slow road over random files, in one reader and in two.
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
CameBy came_by(const Orders& orders, const TextDictionary& customers, Role trait = Role::channel) {
  CameBy result;
  for (std::uint32_t i = 0; i < customers.size(); ++i) {
    const std::uint32_t name = orders.traits[trait].of(i);
    result[std::string(customers[i])] = name == OrderTrait::no_name ? "" : std::string(orders.traits[trait].names[name]);
  }
  return result;
}

CameBy read(const std::vector<std::string>& files, Role trait = Role::channel) {
  TextDictionary customers;
  OrderReader reader(customers);
  for (std::uint32_t i = 0; i < files.size(); ++i) feed(reader, i, files[i]);
  const auto orders = reader.finish();
  REQUIRE(orders);
  return came_by(*orders, customers, trait);
}

std::int64_t peeked(const std::string& header, const std::string& value, const std::string& role = "channel") {
  Session session;
  const std::string text = "Email,Date,Total," + header + "\na@example.org,2024-01-05,20.00," + value + "\nb@example.org,2024-02-05,30.00," + value + "\na@example.org,2024-03-05,10.00," + value + "\n";
  return Answer(session.peek(text, true)).column(role);
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
  CHECK(orders->traits[Role::channel].by_customer.empty());
  CHECK(orders->traits[Role::channel].of(0) == OrderTrait::no_name);
  CHECK(orders->traits[Role::channel].column.empty());
}

TEST_CASE("random files: one reader, two readers and a slow road agree, column by column", "[consistency]") {
  Random random(1618);
  static constexpr const char* names[] = {"search", "social", "", "referral", "n/a", "=mail", "'+phone"};
  static constexpr const char* meant[] = {"search", "social", "", "referral", "", "=mail", "+phone"};
  // In the order of the columns; the mapping finds them by their names.
  static constexpr Role traits[] = {Role::country, Role::channel, Role::referred_by, Role::agent, Role::plan};
  static constexpr const char* headers[] = {"country", "channel", "referred by", "sales rep", "plan"};
  struct First {
    int day = 99;
    std::string names[5];
  };
  for (int round = 0; round < support::rounds(300); ++round) {
    const auto columns = 1 + random.below(5);
    std::string header = "order id,email,date,total";
    for (std::size_t k = 0; k < columns; ++k) header += std::string(",") + headers[k];
    header += "\n";
    std::map<std::string, First> firsts;
    std::string parts[2];
    const int rows = 20 + int(random.below(300));
    for (int i = 0; i < rows; ++i) {
      const std::string who = "b" + std::to_string(random.below(40)) + "@example.org";
      const int date = 10 + int(random.below(20));
      const bool refund = random.below(8) == 0;
      std::string row = std::to_string(i + 1) + "," + who + ",2024-01-" + std::to_string(date) + "," + (refund ? "-" : "") + "5.50";
      First& first = firsts[who];
      if (!refund && date < first.day) first = {date, {}};
      for (std::size_t k = 0; k < columns; ++k) {
        const auto name = random.below(std::size(names));
        row += std::string(",") + names[name];
        if (!refund && date == first.day && first.names[k].empty()) first.names[k] = meant[name];
      }
      parts[i * 2 / rows] += row + "\n";
    }
    TextDictionary customers, parted_customers, further_customers;
    OrderReader reader(customers), parted(parted_customers), further(further_customers);
    feed(reader, 0, header + parts[0] + parts[1]);
    feed(parted, 0, header + parts[0]);
    feed(further, 0, header + parts[1]);
    ByteWriter to;
    further.hand_over(to);
    const std::string bytes = std::move(to).bytes();
    ByteReader from(bytes);
    INFO("round " << round << "\n" << header << parts[0] << "---\n" << parts[1]);
    REQUIRE(parted.join(from, std::uint64_t(rows)));
    const auto whole = reader.finish(), joined = parted.finish();
    REQUIRE((whole && joined));
    for (std::size_t k = 0; k < std::size(traits); ++k) {
      CameBy expected;
      for (const auto& [who, first] : firsts) expected[who] = first.names[k];
      INFO(headers[k]);
      REQUIRE(came_by(*whole, customers, traits[k]) == expected);
      REQUIRE(came_by(*joined, parted_customers, traits[k]) == expected);
      REQUIRE(whole->traits[traits[k]].known() == (whole->traits[traits[k]].names.size() > 0));
    }
  }
}

TEST_CASE("country, plan and representative are those of the first purchase day, each by itself, from whichever file says it", "[correctness]") {
  const std::vector<std::string> files = {"email,date,total,country,plan,sales rep\n"
                                          "a@example.org,2024-03-05,20.00,FR,Pro,Tom\n"
                                          "a@example.org,2024-01-05,20.00,ES,,Ines\n"
                                          "a@example.org,2024-01-05,20.00,DE,Basic,\n"
                                          "b@example.org,2024-01-05,20.00,ES,Basic,Tom\n",
                                          "email,date,total,billing country\nb@example.org,2024-01-02,20.00,PT\nc@example.org,2024-01-02,20.00,PT\n"};
  CHECK(read(files, Role::country) == CameBy{{"a@example.org", "ES"}, {"b@example.org", "PT"}, {"c@example.org", "PT"}});
  CHECK(read(files, Role::plan) == CameBy{{"a@example.org", "Basic"}, {"b@example.org", ""}, {"c@example.org", ""}});
  CHECK(read(files, Role::agent) == CameBy{{"a@example.org", "Ines"}, {"b@example.org", ""}, {"c@example.org", ""}});
  CHECK(read(files, Role::channel) == CameBy{{"a@example.org", ""}, {"b@example.org", ""}, {"c@example.org", ""}});
}

TEST_CASE("a column with more names than channels have keeps the first ones, counts the others, and is not read in parts", "[input]") {
  const auto rows = [](std::size_t from, std::size_t to) {
    std::string text = "email,date,total,channel\n";
    for (std::size_t i = from; i < to; ++i) text += "b" + std::to_string(i) + "@example.org,2024-01-05,5.50,page " + std::to_string(i) + "\n";
    return text;
  };
  TextDictionary customers, further_customers;
  OrderReader reader(customers), further(further_customers);
  feed(reader, 0, rows(0, most_trait_names - 10));
  feed(further, 0, rows(most_trait_names - 10, most_trait_names + 20));
  ByteWriter to;
  further.hand_over(to);
  const std::string bytes = std::move(to).bytes();
  ByteReader from(bytes);
  CHECK_FALSE(reader.join(from, 1));
  feed(reader, 1, rows(most_trait_names - 10, most_trait_names + 20));
  const auto orders = reader.finish();
  REQUIRE(orders);
  CHECK(orders->traits[Role::channel].names.size() == most_trait_names);
  CHECK(orders->traits[Role::channel].further == 20);
  CHECK(orders->traits[Role::channel].of(std::uint32_t(most_trait_names - 1)) == most_trait_names - 1);
  CHECK(orders->traits[Role::channel].of(std::uint32_t(most_trait_names)) == OrderTrait::no_name);
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

TEST_CASE("columns of country, plan, representative and who recommended are found by their names, in English and Spanish", "[correctness]") {
  const auto found = [](const std::string& role, const std::string& value, std::initializer_list<const char*> names) {
    for (const char* name : names) {
      INFO(role << ": " << name);
      CHECK(peeked(name, value, role) == 3);
    }
  };
  const auto not_found = [](const std::string& role, const std::string& value, std::initializer_list<const char*> names) {
    for (const char* name : names) {
      INFO(role << ": " << name);
      CHECK(peeked(name, value, role) == -1);
    }
  };
  found("country", "Spain", {"Country", "Billing Country", "shipping_country", "Customer country", "CountryCode", "País", "País de facturación"});
  not_found("country", "Spain", {"Country of origin", "Phone country", "Note", "Region"});
  found("plan", "Pro", {"Plan", "Plan name", "plan_name", "Subscription plan", "Tarifa", "Nombre del plan", "Membership"});
  not_found("plan", "Pro", {"Subscription ID", "Plan status", "Planet", "Product"});
  found("agent", "Tom", {"Sales rep", "Sales representative", "Rep", "Owner", "Account manager", "Deal owner", "Salesperson", "Agent", "Vendedor", "Comercial", "Gestor de cuenta"});
  not_found("agent", "Tom", {"User agent", "Nombre comercial", "Report", "Reply"});
  for (const char* who : {"b@example.org", "Bo", "1007"})
    found("referred_by", who, {"Referred by", "referred_by", "Referrer", "Referral customer", "Recommended by", "Recomendado por", "Referido por", "Referrer email"});
  not_found("referred_by", "b@example.org", {"Referral", "Referral code", "Referrer URL", "Referral source", "Preferred by"});
  // What browsers call a referrer is a page.
  not_found("referred_by", "https://example.org/shoes", {"Referrer", "Referred by"});
  // Whoever recommended, or sold, is not the customer.
  for (const char* other : {"Referred by", "Referrer email", "Account owner"}) {
    Session session;
    const std::string text = std::string(other) + ",Client,Date,Total\na@example.org,1,2024-01-05,20.00\nb@example.org,2,2024-02-05,30.00\na@example.org,1,2024-03-05,10.00\n";
    INFO(other);
    CHECK(Answer(session.peek(text, true)).column("customer") == 1);
  }
}

TEST_CASE("orders that name a plan are orders still, and a list of subscriptions is none", "[correctness]") {
  const auto kind_of = [](const std::string& text) {
    Session session;
    return std::string(Answer(session.peek(text, true)).text("/mapping/kind/value"));
  };
  CHECK(kind_of("email,date,total,plan\na@example.org,2024-01-05,20.00,Pro\na@example.org,2024-02-05,20.00,Pro\nb@example.org,2024-02-05,9.00,Basic\n") == "orders");
  CHECK(kind_of("email,start date,monthly amount,plan\na@example.org,2024-01-05,20.00,Pro\nb@example.org,2024-02-05,9.00,Basic\n") == "subscriptions");
  CHECK(kind_of("customer,start,end,amount,plan\na@example.org,2024-01-05,,20.00,Pro\nb@example.org,2024-02-05,2024-05-05,9.00,Basic\n") == "subscriptions");
}

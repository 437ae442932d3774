// A file read by two sessions at once against the same file read by one: same summary, same list of rows left out, same customers, to the letter.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "session.h"
#include "support/random_orders.h"
#include "support/rounds.h"
#include "support/rows.h"
#include "support/session_run.h"

using lifeworth::Random;
using lifeworth::Session;
using support::Answer;
using support::random_oddities;
using support::RandomFile;

namespace {

struct Outcome {
  std::string summary, left_out, customers;
  bool operator==(const Outcome&) const = default;
};

Outcome outcome_of(Session& session) {
  const std::string summary = session.finish();
  return {summary, session.compute(R"({"kind":"left_out"})"), session.compute(R"({"kind":"customers_csv","sort":"customer"})")};
}

void push(Session& session, std::string_view text, std::size_t cut) {
  for (const std::string& piece : {std::string(text.substr(0, cut)), std::string(text.substr(std::min(cut, text.size())))}) session.push(piece);
}

void peek(Session& session, std::string_view text, std::string_view change) {
  session.peek(text, true);
  if (!change.empty()) session.map(change);
}

struct Parts {
  bool began = false, joined = false;
  std::size_t start = 0;
};

/// Pushes a file into `first`, which has peeked at it; the part that begins behind `cut` is read by `second` and joined where it can be.
Parts push_in_parts(Session& first, Session& second, std::string_view text, std::string_view change, std::size_t cut) {
  Parts parts;
  peek(second, text, change);
  const Answer begun(second.begin_part(std::string(text.substr(cut))));
  if (begun.has("/error") || begun.is_null("/start")) {
    push(first, text, cut);
    return parts;
  }
  parts.began = true;
  parts.start = cut + std::size_t(begun.whole("/start"));
  push(second, text.substr(parts.start), (text.size() - parts.start) / 3);
  const std::string part(second.finish_part());
  push(first, text.substr(0, parts.start), cut / 2);
  const std::string answer = first.join_part(part);
  parts.joined = answer == R"({"joined":true})";
  if (!parts.joined) {
    REQUIRE(answer == R"({"joined":false})");
    push(first, text.substr(parts.start), 100);
  }
  return parts;
}

/// What a session makes of a file read whole, and of the same file in parts: they must be one.
Parts require_same(std::string_view text, std::size_t cut, std::string_view change = "") {
  Session whole, first, second;
  peek(whole, text, change);
  push(whole, text, text.size());
  peek(first, text, change);
  const Parts parts = push_in_parts(first, second, text, change, cut);
  const Outcome expected = outcome_of(whole), found = outcome_of(first);
  INFO("start " << parts.start << ", joined " << parts.joined << "\n" << text.substr(0, 2000));
  REQUIRE(found.summary == expected.summary);
  REQUIRE(found.left_out == expected.left_out);
  REQUIRE(found.customers == expected.customers);
  return parts;
}

/// Rows that nothing is odd about: customer, day and amount of each follow from its number.
std::string plain_rows(std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < to; ++i)
    text += std::to_string(i) + ",b" + std::to_string(i % 37) + "@example.org,2024-0" + std::to_string(1 + i % 9) + "-1" + std::to_string(i % 10) + "," +
            std::to_string(5 + i % 90) + ".50,EUR\n";
  return text;
}
constexpr std::string_view plain_header = "Order ID,Email,Date,Total,Currency\n";
std::string plain_file(std::size_t rows) { return std::string(plain_header) + plain_rows(1, rows + 1); }

}  // namespace

TEST_CASE("what orders cost is read by two sessions as by one", "[consistency]") {
  std::string text = "Order ID,Email,Date,Total,Cost\n";
  for (int i = 1; i <= 4000; ++i)
    text += std::to_string(i) + ",b" + std::to_string(i % 97) + "@example.org,2024-0" + std::to_string(1 + i % 9) + "-1" + std::to_string(i % 10) + "," + std::to_string(5 + i % 90) + ".50," +
            (i % 7 == 0 ? "" : std::to_string(2 + i % 50) + ".25") + "\n";
  const Parts parts = require_same(text, text.size() / 2);
  CHECK(parts.joined);
  CHECK(Answer(support::run(text)).whole("/costs/estimated") == 4000 / 7);
}

TEST_CASE("two sessions read thousands of random files as one does", "[consistency]") {
  Random random(2718);
  Session whole, first, second;
  std::size_t clean_joined = 0, clean_rounds = 0, odd_joined = 0, odd_alone = 0, refused = 0;
  constexpr std::string_view changes[] = {"", "", "", R"({"currency_code":"EUR"})", R"({"date_order":"dmy"})", R"({"item_rows":true})",
                                          R"({"refund_rows":true})", R"({"encoding":"windows-1252"})"};
  const auto rounds = static_cast<std::size_t>(support::rounds(3000));
  for (std::size_t round = 0; round < rounds; ++round) {
    const bool clean = round % 3 == 0;
    const std::string text = RandomFile(random, random_oddities(random, clean)).text();
    const std::string before = random.below(4) == 0 ? RandomFile(random, random_oddities(random, false)).text() : "";
    const std::string_view change = changes[random.below(std::size(changes))];
    for (Session* session : {&whole, &first}) {
      if (!before.empty()) peek(*session, before, ""), push(*session, before, 1);
      peek(*session, text, change);
    }
    push(whole, text, text.size());
    const std::size_t cut = random.below(text.size());
    const Parts parts = push_in_parts(first, second, text, change, cut);
    INFO("round " << round << ", start " << parts.start << ", joined " << parts.joined << ", change " << change << "\n" << before << "---\n" << text);
    const std::string expected = whole.finish();
    REQUIRE(first.finish() == expected);
    REQUIRE(first.compute(R"({"kind":"left_out"})") == whole.compute(R"({"kind":"left_out"})"));
    if (round % 4 == 0) REQUIRE(first.compute(R"({"kind":"customers_csv"})") == whole.compute(R"({"kind":"customers_csv"})"));
    refused += expected.starts_with(R"({"error")");
    // Behind the last rows of so small a file there may be no part.
    if (clean && cut < text.size() / 2) ++clean_rounds, clean_joined += parts.joined;
    else if (parts.began) ++(parts.joined ? odd_joined : odd_alone);
  }
  CAPTURE(clean_joined, clean_rounds, odd_joined, odd_alone, refused);
  CHECK(clean_joined * 10 > clean_rounds * 9);
  CHECK(odd_joined * 10 > rounds);
  CHECK(odd_alone * 30 > rounds);
  CHECK(refused * 150 > rounds);
  CHECK(refused * 2 < rounds);
}

TEST_CASE("a plain file is read in parts from wherever it is cut", "[smoke]") {
  const std::string text = plain_file(60);
  for (std::size_t cut = text.size() / 8; cut < text.size() * 7 / 8; cut += 7) {
    const Parts parts = require_same(text, cut);
    REQUIRE(parts.joined);
    REQUIRE(parts.start > cut);
    REQUIRE(text[parts.start - 1] == '\n');
  }
}

TEST_CASE("a part that begins inside a quoted cell is not joined", "[input]") {
  const std::string text = std::string(plain_header) + plain_rows(1, 20) + "20,\"b\n" + plain_rows(500, 520) + "c\",2024-01-01,5.50,EUR\n" + plain_rows(21, 40);
  const Parts parts = require_same(text, text.find("\n503,") - 3);
  CHECK(parts.began);
  CHECK_FALSE(parts.joined);
}

TEST_CASE("a part that begins with a row of the order before it is not joined", "[input]") {
  SECTION("a further line without amount") {
    const std::string text = std::string(plain_header) + plain_rows(1, 20) + "19,,,,EUR\n77,,,,EUR\n" + plain_rows(20, 40);
    const Parts parts = require_same(text, text.find("\n19,,") - 3);
    CHECK(parts.began);
    CHECK_FALSE(parts.joined);
  }
  SECTION("a line of the last order, behind a header printed again") {
    const std::string text = std::string(plain_header) + plain_rows(1, 20) + std::string(plain_header) + "19,,,4.00,EUR\n" + plain_rows(20, 40);
    const Parts parts = require_same(text, text.rfind("Order ID") - 3);
    CHECK(parts.start == text.rfind("\n19,") + 1);
    CHECK_FALSE(parts.joined);
  }
}

TEST_CASE("behind a note, or an open quote, the rows before say something about the next one", "[input]") {
  for (const std::string_view odd : {"exported by the shop on Monday,,,,\n", "\"open,x,2024-01-01,5.50,EUR\n"}) {
    const std::string text = std::string(plain_header) + plain_rows(1, 20) + std::string(odd) + plain_rows(20, 60);
    require_same(text, text.find("\n19,"));
    const Parts parts = require_same(text, text.find("\n40,") - 3);
    CHECK(parts.joined == odd.starts_with("exported"));  // an open quote makes the reader less patient for a MiB
  }
}

TEST_CASE("a part that begins with another table is not joined", "[input]") {
  const std::string text = std::string(plain_header) + plain_rows(1, 20) + "exported by the shop on Monday,,,,\nShop,Manager,City,Country,Phone\n" +
                           "North,Ann,Oslo,Norway,none\nSouth,Ben,Rome,Italy,none\nWest,Cid,Bath,England,none\n";
  const Parts parts = require_same(text, text.find("\n19,") + 3);
  CHECK(parts.start == text.find("Shop,Manager"));
  CHECK_FALSE(parts.joined);
}

TEST_CASE("a part that begins before the table does is not joined", "[input]") {
  const std::string text = "Report of orders,,,,\nOf the shop,,,,\n" + std::string(plain_header) + plain_rows(1, 40);
  const Parts parts = require_same(text, 0, R"({"order_id":null})");
  CHECK(parts.start == text.find("Order ID"));
  CHECK_FALSE(parts.joined);
}

TEST_CASE("an end mark with blanks behind it is not yet decided on where a part begins", "[input]") {
  std::string rows = "Email\tDate\tTotal\tNote\n", more;
  for (int i = 1; i < 30; ++i) (i < 15 ? rows : more) += "b" + std::to_string(i) + "@example.org\t2024-01-" + std::to_string(10 + i % 9) + "\t5.50\tok\n";
  const std::string text = rows + "\x1A\t\t\t\n" + more;
  const Parts parts = require_same(text, rows.size() - 5);
  CHECK(parts.start == text.find("b15@"));
  CHECK_FALSE(parts.joined);
}

TEST_CASE("parts of several files are joined as their rows would have stood there", "[consistency]") {
  const std::string ids = plain_file(30);
  std::string none = "Email,Date,Total\n";
  for (int i = 10; i < 40; ++i) none += "c" + std::to_string(i) + "@example.org,2024-01-" + std::to_string(i % 28 + 1) + ",10.00\n";
  // Nothing is taken of its first half; in the second are an order of two rows, one of no day, and a line of an order that stands nowhere.
  std::string last(plain_header);
  for (int i = 100; i < 140; ++i) last += std::to_string(i) + ",,2024-01-05,10.00,EUR\n";
  last += plain_rows(140, 190) + "999,,,,EUR\n170,z@example.org,2024-01-05,10.00,EUR\n171,z@example.org,2024-02-31,10.00,EUR\n";
  Session whole, first, second;
  for (const std::string& text : {ids, none, last}) {
    peek(whole, text, "");
    push(whole, text, text.size());
    peek(first, text, "");
    if (text == ids) push(first, text, 1);
    else CHECK(push_in_parts(first, second, text, "", text == none ? 300 : last.find("\n139,") - 3).joined);
  }
  const Outcome expected = outcome_of(whole);
  CHECK(outcome_of(first) == expected);
  CHECK(Answer(expected.summary).whole(*Answer(expected.summary).notice("shared_order_ids") + "/arguments/count") == 1);
  CHECK(Answer(expected.left_out).has("/rows/41"));
}

TEST_CASE("what depends on the letters of the whole file is not joined", "[input]") {
  const std::string text = plain_file(40) + "41,jos\xE9@example.org,2024-01-01,5.50,EUR\n" + plain_rows(42, 60);
  CHECK_FALSE(require_same(text, text.find("\n20,") - 3).joined);
  CHECK(require_same(text, text.find("\n20,") - 3, R"({"encoding":"windows-1252"})").joined);
  std::string full(plain_header);  // once there are enough letters to judge by, no more are looked at
  for (int i = 0; i < 4000; ++i) full += std::to_string(i) + ",jos\xE9" + std::to_string(i % 99) + "@example.org,2024-01-01,5.50,EUR\n";
  CHECK(require_same(full, full.size() * 3 / 4).joined);
}

TEST_CASE("NULs, end marks and byte-order marks of files put together are counted across the seam", "[input]") {
  const std::string end_mark = "\x1A";
  const std::string mark = "\xEF\xBB\xBF", nulls("\0\0", 2);
  const std::string text = mark + plain_file(20) + nulls + plain_rows(21, 40) + nulls + mark + plain_rows(40, 60) + end_mark;
  CHECK(require_same(text, text.find("\n10,") - 3).joined);
  CHECK(require_same(text, text.find("\n30,") - 3).joined);
}

TEST_CASE("rows left out are listed as far as one session lists them", "[consistency]") {
  std::string text(plain_header);
  for (int i = 0; i < 500; ++i) text += std::to_string(i) + "," + (i % 3 ? "" : "a@example.org") + ",2024-01-0" + std::to_string(1 + i % 9) + ",5.50,EUR\n";
  for (const std::string_view order : {"\n100,", "\n250,", "\n400,"}) CHECK(require_same(text, text.find(order) - 3).joined);
}

TEST_CASE("what cannot be read in parts says so, and can still be read", "[input]") {
  const std::string orders = plain_file(40);
  const auto refuses = [](std::string_view text, std::string_view change = "") {
    Session session;
    peek(session, text, change);
    const std::string answer = session.begin_part(text.substr(text.size() / 2));
    push(session, text, text.size());
    return answer == R"({"start":null})" && !session.finish().starts_with(R"({"error")");
  };
  CHECK(refuses(orders, support::keep_rows));
  CHECK(refuses(orders, R"({"kind":"contacts"})"));
  CHECK(refuses(R"([{"email":"a@example.org","date":"2024-01-05","total":"1.50"},{"email":"b@example.org","date":"2024-01-06","total":"2.50"}])"));
  std::string wide("\xFF\xFE");
  for (char c : orders) wide += c, wide += '\0';
  CHECK(refuses(wide));
  std::string wrapped;
  for (const char* line : {"email,date,total", "a@example.org,2024-01-05,1.50", "b@example.org,2024-01-06,2.50", "c@example.org,2024-01-07,3.50"})
    wrapped += "\"" + std::string(line) + "\"\n";
  CHECK(refuses(wrapped));
  CHECK_FALSE(refuses(orders));
}

TEST_CASE("parts of another file or another reading are not joined", "[input]") {
  const std::string text = plain_file(40);
  const auto part_of = [](std::string_view file, std::string_view change) {
    Session session;
    peek(session, file, change);
    const Answer begun(session.begin_part(file.substr(file.size() / 2)));
    session.push(file.substr(file.size() / 2 + std::size_t(begun.whole("/start"))));
    return std::string(session.finish_part());
  };
  const auto joins = [&](std::string_view part) {
    Session session;
    peek(session, text, "");
    Session same;
    peek(same, text, "");
    const Answer begun(same.begin_part(text.substr(text.size() / 2)));
    session.push(text.substr(0, text.size() / 2 + std::size_t(begun.whole("/start"))));
    return session.join_part(part) == R"({"joined":true})";
  };
  const std::string part = part_of(text, "");
  CHECK(joins(part));
  CHECK_FALSE(joins(part_of(text, R"({"date_order":"dmy"})")));
  CHECK_FALSE(joins(part_of(plain_file(41), "")));
  CHECK_FALSE(joins(part + "x"));
  for (std::size_t size = 0; size < part.size(); size += 5) REQUIRE_FALSE(joins(part.substr(0, size)));
  Random random(5);
  for (int round = 0; round < 200; ++round) {  // whatever comes of it, nothing is read that is not there
    std::string broken = part;
    broken[random.below(broken.size())] ^= char(1 << random.below(8));
    joins(broken);
  }
}

TEST_CASE("steps of reading in parts out of order are told, and do no harm", "[input]") {
  const std::string text = plain_file(40);
  Session session;
  CHECK(Answer(session.begin_part(text)).error() == "out_of_order");
  CHECK(session.finish_part().empty());
  CHECK(session.join_part("") == R"({"joined":false})");
  peek(session, text, "");
  CHECK(session.join_part("") == R"({"joined":false})");
  const std::size_t half = text.size() / 2, start = half + std::size_t(Answer(session.begin_part(text.substr(half))).whole("/start"));
  CHECK(Answer(session.begin_part(text)).error() == "out_of_order");
  session.push(text.substr(start));
  const std::string part(session.finish_part());
  CHECK(session.finish_part().empty());
  CHECK(Answer(session.finish()).error() == "out_of_order");
  peek(session, text, "");  // the session begins anew
  session.push(text.substr(0, start));
  CHECK(session.join_part(part) == R"({"joined":true})");
  CHECK(session.join_part(part) == R"({"joined":false})");
  CHECK(Answer(session.push("x")).error() == "out_of_order");
  CHECK(Answer(session.finish()).whole("/rows_read") == 40);
}

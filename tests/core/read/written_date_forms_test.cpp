// The less usual forms of dates: months as words in five languages, times and zones, numbers that count days or seconds. Days of the numbers were
// reckoned by hand: 2024-03-31 is day 19813 since 1970 (54 years of 365 days, 13 leap days, 90 days) and 45382 since 1899-12-30.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

#include "base/random.h"
#include "read/types.h"

using lifeworth::DateNumbers;
using lifeworth::DateOrder;
using lifeworth::Day;
using lifeworth::iso_text;
using lifeworth::WrittenDate;
using Kind = WrittenDate::Kind;

namespace {

std::string read(std::string_view text, DateOrder order = DateOrder::dmy, DateNumbers numbers = DateNumbers::as_written) {
  const auto date = WrittenDate::parse(text);
  if (!date) return "no date";
  const auto day = date->day(order, numbers);
  return day ? iso_text(*day) : "no day";
}

}  // namespace

TEST_CASE("months are words in five languages, in full or short, in any case", "[correctness]") {
  for (std::string_view text :
       {"31 Mar 2024", "31 mar 2024", "31 MAR 2024", "31-Mar-2024", "31/Mar/2024", "31.Mar.2024", "31 March 2024", "31st March 2024",
        "31st of March 2024", "the 31st of March, 2024",
        "Mar 31, 2024", "Mar. 31, 2024", "March 31 2024", "March 31, 2024", "March 31st, 2024", "MARCH 31, 2024", "Mar-31-2024", "2024-Mar-31",
        "2024 March 31", "2024/Mar/31",
        "31 de marzo de 2024", "31 de Marzo del 2024", "31 marzo 2024", "31-mar.-2024", "31 mars 2024", "le 31 mars 2024", "31. M\u00E4rz 2024",
        "31. Ma\u0308rz 2024", "31. M\u00C4RZ 2024",
        "31 Mrz 2024", "31. M\u00E4r. 2024", "31. Maerz 2024", "31 de mar\u00E7o de 2024", "31 marco 2024", "31 Mar '24", "31MAR2024", "31Mar24",
        "Mar 31 '24"})
    CHECK(read(text) == "2024-03-31");
  CHECK(read("1er mars 2024") == "2024-03-01");
  CHECK(read("1\u00BA de marzo de 2024") == "2024-03-01");
  CHECK(read("1\u00B0 mar\u00E7o 2024") == "2024-03-01");
  CHECK(read("2nd March 2024") == "2024-03-02");
  CHECK(read("3rd March 2024") == "2024-03-03");
}

TEST_CASE("every month by its names and usual abbreviations", "[correctness]") {
  const std::string_view names[][24] = {
      {"January", "Jan", "Jan.", "enero", "ene", "ene.", "janvier", "janv.", "Januar", "J\u00E4nner", "janeiro", "jan"},
      {"February", "Feb", "febrero", "feb.", "f\u00E9vrier", "f\u00E9vr.", "f\u00E9v", "FEVRIER", "fe\u0301vrier", "Februar", "Feb.", "fevereiro",
        "fev"},
      {"March", "Mar", "marzo", "mar.", "mars", "M\u00E4rz", "M\u00E4r", "Mrz", "mar\u00E7o", "mar"},
      {"April", "Apr", "abril", "abr", "avril", "avr.", "April", "abr."},
      {"May", "MAY", "mayo", "may.", "mai", "Mai", "maio", "mai."},
      {"June", "Jun", "junio", "jun.", "juin", "Juni", "junho"},
      {"July", "Jul", "julio", "jul.", "juillet", "juil.", "Juli", "julho"},
      {"August", "Aug", "agosto", "ago", "ao\u00FBt", "AO\u00DBT", "aout", "Aug.", "ago."},
      {"September", "Sep", "Sept", "Sept.", "septiembre", "setiembre", "set.", "septembre", "setembro", "SEPTIEMBRE"},
      {"October", "Oct", "octubre", "oct.", "octobre", "Oktober", "Okt.", "outubro", "out"},
      {"November", "Nov", "noviembre", "nov.", "novembre", "novembro"},
      {"December", "Dec", "diciembre", "dic", "d\u00E9cembre", "d\u00E9c.", "Dezember", "Dez", "dezembro", "dez."}};
  for (unsigned month = 1; month <= 12; ++month) {
    for (std::string_view name : names[month - 1]) {
      if (name.empty()) continue;
      const std::string expected = iso_text(*lifeworth::day_of({2024, month, 5}));
      INFO(name);
      CHECK(read("5 " + std::string(name) + " 2024") == expected);
      CHECK(read("5 de " + std::string(name) + " de 2024, 10:15") == expected);
      CHECK(read(std::string(name) + " 5, 2024 10:15 PM") == expected);
      CHECK(read("2024-" + std::string(name) + "-05") == expected);
    }
  }
}

TEST_CASE("a weekday in front says nothing new, not even when it is the wrong one", "[correctness]") {
  for (std::string_view text :
       {"Sun, 31 Mar 2024", "Sunday, March 31, 2024", "Mon, 31 Mar 2024", "domingo, 31 de marzo de 2024", "dimanche 31 mars 2024",
        "dim. 31 mars 2024", "So, 31. M\u00E4rz 2024", "Sonntag, 31. M\u00E4rz 2024",
        "mi\u00E9rcoles, 31 de marzo de 2024", "segunda-feira, 31 de mar\u00E7o de 2024", "s\u00E1bado, 31 de mar\u00E7o de 2024",
        "mar. 31 mars 2024", "mar, 31 mar 2024", "Sun, 31 Mar 2024 10:00:00 +0000",
        "Sun, 31 Mar 2024 10:00:00 GMT", "Sun Mar 31 10:00:00 2024", "Sun Mar 31 10:00:00 UTC 2024", "Sun Mar 31 10:00:00 +0000 2024",
        "Sun Mar 31 2024 10:00:00 GMT+0200 (Central European Summer Time)",
        "mercredi 31 mars 2024 \u00E0 10h15", "Tue Mar 31 2024"})
    CHECK(read(text) == "2024-03-31");
}

TEST_CASE("what follows a date must look like a time and a zone", "[correctness]") {
  for (std::string_view date : {"2024-03-31", "31/03/2024", "31 Mar 2024", "March 31, 2024", "20240331"}) {
    for (std::string_view behind :
         {" 10:15", "T10:15:30", " 10:15:30", " 10:15:30.123", " 10:15:30,123456", "T10:15:30Z", "T10:15:30.000Z", " 10:15:30 UTC",
        " 10:15:30 +0200", " 10:15:30 -03:00", "T10:15:30+02", " 10:15:30 PST",
          " 10:15:30 CEST", " 10:15 AM", " 10:15 pm", " 10:15:30 p. m.", " 10:15:30 p.m. GMT-3", " 10:15:30\u00A0p.\u00A0m. GMT-3",
        " 10:15\u202FPM", ", 10:15", ", 10:15:30 AM MDT", " at 10:15 AM", " um 10:15 Uhr",
          " 10h15", " 10 AM", " 24:00", " 10:15:30 Eastern Time (US & Canada)", " 10:15:30 Europe/Berlin", "T10:15:30+02:00[Europe/Berlin]",
        " 10:15:30 (UTC)", " 10.15", " - 10:15", "  10:15 ", " 0:37", " UTC",
          " 10:15:30 America/Argentina/Buenos_Aires", " 23:59:60"}) {
      INFO(date << behind);
      CHECK(read(std::string(date) + std::string(behind)) == "2024-03-31");
    }
    for (std::string_view behind : {" noon", " 25:00", " 10:60", " 10:15:61", " call Bob", " - 2024-04-02", " to 2024-04-02", " 10:15 to 11:15",
        " 10:15 - 11:15", "x", "-", "/", " 10:", " 10:1", " 1015:30",
                                    " 10:15:30 late", " 5 pcs", " 10", " 10:15:301", "#", " $5", "(", " 10:15 (", " 10:15 ()"}) {
      INFO(date << behind);
      CHECK(read(std::string(date) + std::string(behind)) == "no date");
    }
  }
  CHECK(read("20240331T101530") == "2024-03-31");
  CHECK(read("20240331T101530Z") == "2024-03-31");
  CHECK(read("20240331 101530") == "2024-03-31");
  CHECK(read("20240331101530") == "2024-03-31");
  CHECK(read("2024-03-31Z") == "2024-03-31");
  CHECK(read("2024-03-31+02:00") == "2024-03-31");
  CHECK(read("31/Mar/2024:10:15:00 +0000") == "2024-03-31");
  CHECK(read("10:15 31/03/2024") == "2024-03-31");
  CHECK(read("10:15:30 Mar 31, 2024 PDT") == "2024-03-31");
  CHECK(read("31.03.2024.") == "2024-03-31");
  CHECK(read("31. 3. 2024") == "2024-03-31");
  CHECK(read("2022/02/13 10:26:52 p. m. GMT-3") == "2022-02-13");
  CHECK(read("2020/04/22 10:06:45 AM MDT") == "2020-04-22");
  CHECK(read("Oct 5, 2026 10:00:00 AM") == "2026-10-05");
}

TEST_CASE("guards and invisible signs around a date do not matter", "[input]") {
  for (std::string_view text : {"'2024-03-31", "=\"2024-03-31\"", " 2024-03-31 ", "\u00A02024-03-31\u00A0", "\u200E31/\u200E03/\u200E2024",
        "\uFEFF2024-03-31", "2024\u201003\u201031", "\uFF12\uFF10\uFF12\uFF14-03-31",
                                "\t2024-03-31\r", "'31/03/2024", "31\u00A0mars\u00A02024"})
    CHECK(read(text) == "2024-03-31");
}

TEST_CASE("numbers count days of a spreadsheet, seconds, or parts of seconds", "[correctness]") {
  CHECK(read("45382") == "2024-03-31");
  CHECK(read("45382.5") == "2024-03-31");
  CHECK(read("45382,99999") == "2024-03-31");
  CHECK(read("45382", DateOrder::dmy, DateNumbers::serial_1904) == "2028-04-01");  // four years and a day later
  CHECK(read("43920", DateOrder::dmy, DateNumbers::serial_1904) == "2024-03-31");
  CHECK(read("20000") == "1954-10-03");
  CHECK(read("19999") == "no date");
  CHECK(read("73050") == "2099-12-31");  // 73051 days from 1899-12-30 to 2100-01-01
  CHECK(read("80000") == "no day");      // 2119
  CHECK(read("80001") == "no date");
  CHECK(read("1711843200") == "2024-03-31");  // 19813 × 86400
  CHECK(read("1711843199") == "2024-03-30");
  CHECK(read("1711929599") == "2024-03-31");
  CHECK(read("1711843200.25") == "2024-03-31");
  CHECK(read("1711843200000") == "2024-03-31");
  CHECK(read("1711843199999") == "2024-03-30");
  CHECK(read("1711843200000000") == "2024-03-31");
  CHECK(read("1000000000") == "2001-09-09");
  CHECK(read("4102444800") == "2100-01-01");
  for (std::string_view text : {"4133980800", "9999999999", "0711843200", "171184320", "17118432001", "1.7118432E9", "-45382", "45382.",
        "45382.5.1", "45382 10:00", "1711843200 UTC", "45,382", "4538", "453820", "99999999999999"})
    CHECK(read(text) == "no date");
  CHECK(read("45382", DateOrder::dmy, DateNumbers::none) == "no day");
  CHECK(read("45382", DateOrder::dmy, DateNumbers::seconds) == "no day");
  CHECK(read("1711843200", DateOrder::dmy, DateNumbers::milliseconds) == "no day");
  CHECK(read("2024-03-31", DateOrder::dmy, DateNumbers::serial) == "2024-03-31");  // dates among numbers stay dates
  CHECK(WrittenDate::parse("45382")->kind() == Kind::serial);
  CHECK(WrittenDate::parse("1711843200")->kind() == Kind::seconds);
  CHECK(WrittenDate::parse("20240331")->kind() == Kind::compact);
}

TEST_CASE("years of two digits stand first or last, as the order says", "[correctness]") {
  CHECK(read("24-03-31", DateOrder::ymd) == "2024-03-31");
  CHECK(read("31-03-24", DateOrder::dmy) == "2024-03-31");
  CHECK(read("03-31-24", DateOrder::mdy) == "2024-03-31");
  CHECK(read("24-03-31", DateOrder::dmy) == "2031-03-24");
  CHECK(read("99-12-31", DateOrder::ymd) == "1999-12-31");
  CHECK(read("99-12-31", DateOrder::dmy) == "no day");
  CHECK(read("24/3/05 10:15", DateOrder::ymd) == "2024-03-05");
  CHECK(read("31-Mar-24", DateOrder::dmy) == "2024-03-31");
  CHECK(read("31-Mar-24", DateOrder::mdy) == "2024-03-31");
  CHECK(read("31-Mar-24", DateOrder::unknown) == "2024-03-31");
  CHECK(read("24-Mar-31", DateOrder::ymd) == "2024-03-31");
  CHECK(read("Mar 31, 24", DateOrder::ymd) == "2024-03-31");
}

TEST_CASE("what only resembles a date is none", "[input]") {
  for (std::string_view text :
       {"March 2024", "Mar-24", "31 March", "May", "2024", "Q1 2024", "FY24", "2024-Q1", "W13 2024", "10:15", "10:15:30", "10 AM", "31 Foo 2024",
        "Mar Mar 2024", "31 31 Mar 2024",
                                "Foo, 31 Mar 2024", "310 Mar 2024", "31 Mar 024", "31 Mar 20245", "May 5 10:00:00", "Mar 312024",
        "31 de de de de marzo 2024", "1st", "Marco Polo 2024", "mayor 5 2024",
                                "Sun", "Sunday 31", "2024-03", "2024-13", "3/2024", "1.2.3", "v1.2.34", "10.1.1.1", "+34 612 345", "2024-091",
        "2024-W13-7", "31--03--2024", "24:00:00 2024", "5 \u0441\u0435\u043D\u0442\u044F\u0431\u0440\u044F 2024"}) {
    INFO(text);
    CHECK(read(text) == "no date");
  }
  CHECK(read("31 June 2024") == "no day");
  CHECK(read("Feb 29, 2023") == "no day");
  CHECK(read("0 March 2024") == "no day");
  CHECK(read("99 March 2024") == "no date");
}

TEST_CASE("every day of two centuries reads back from thirty ways of writing it", "[consistency]") {
  const std::string_view english[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December"};
  const std::string_view spanish[] = {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
        "noviembre", "diciembre"};
  const std::string_view french[] = {"janv.", "f\u00E9vr.", "mars", "avr.", "mai", "juin", "juil.", "ao\u00FBt", "sept.", "oct.", "nov.",
        "d\u00E9c."};
  const std::string_view german[] = {"Januar", "Februar", "M\u00E4rz", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
        "November", "Dezember"};
  const std::string_view portuguese[] = {"janeiro", "fevereiro", "mar\u00E7o", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
        "novembro", "dezembro"};
  const auto two = [](unsigned number) { return std::to_string(100 + number).substr(1); };
  // An independent calendar: counted on day by day.
  int year = 1900;
  unsigned month = 1, number = 1;
  for (Day day = -25'567; day <= 47'846; ++day) {
    const std::string y = std::to_string(year), m = two(month), d = two(number), m1 = std::to_string(month), d1 = std::to_string(number), en(english[month - 1]);
    const auto same = [&](const std::string& text, DateOrder order) {
      const auto date = WrittenDate::parse(text);
      if (date && date->day(order) == day) return true;
      UNSCOPED_INFO(text);
      return false;
    };
    REQUIRE(same(y + "-" + m + "-" + d, DateOrder::dmy));
    REQUIRE(same(y + "/" + m1 + "/" + d1, DateOrder::mdy));
    REQUIRE(same(y + m + d, DateOrder::unknown));
    REQUIRE(same(y + "-" + m + "-" + d + "T23:59:59-11:00", DateOrder::unknown));
    REQUIRE(same(d + "/" + m + "/" + y, DateOrder::dmy));
    REQUIRE(same(m + "/" + d + "/" + y, DateOrder::mdy));
    REQUIRE(same(d1 + "." + m1 + "." + y, DateOrder::dmy));
    REQUIRE(same(m1 + "-" + d1 + "-" + y + " 0:37", DateOrder::mdy));
    if (day % 5 == 0) {
      REQUIRE(same(d1 + " " + en + " " + y, DateOrder::unknown));
      REQUIRE(same(en.substr(0, 3) + " " + d1 + ", " + y + " 10:00:00 AM", DateOrder::unknown));
      REQUIRE(same(y + "-" + en.substr(0, 3) + "-" + d, DateOrder::unknown));
      REQUIRE(same(d1 + " de " + std::string(spanish[month - 1]) + " de " + y, DateOrder::unknown));
      REQUIRE(same(d1 + " " + std::string(french[month - 1]) + " " + y, DateOrder::unknown));
      REQUIRE(same(d1 + ". " + std::string(german[month - 1]) + " " + y, DateOrder::unknown));
      REQUIRE(same(d1 + " de " + std::string(portuguese[month - 1]) + " de " + y, DateOrder::unknown));
    }
    if (year >= 1969 && year <= 2068) {
      REQUIRE(same(y.substr(2) + "-" + m + "-" + d, DateOrder::ymd));
      REQUIRE(same(d + "-" + m + "-" + y.substr(2), DateOrder::dmy));
      REQUIRE(same(m1 + "/" + d1 + "/" + y.substr(2), DateOrder::mdy));
      REQUIRE(same(d + "-" + en.substr(0, 3) + "-" + y.substr(2), DateOrder::dmy));
    }
    if (day + 25'569 >= 20'000) REQUIRE(same(std::to_string(day + 25'569), DateOrder::unknown));
    if (day > 11'574 && day <= 47'846) {
      REQUIRE(same(std::to_string(std::int64_t(day) * 86'400 + 86'399), DateOrder::unknown));
      REQUIRE(same(std::to_string(std::int64_t(day) * 86'400'000), DateOrder::unknown));
    }
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    const unsigned length = month == 2 ? 28 + leap : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    if (++number > length) number = 1, ++month;
    if (month > 12) month = 1, ++year;
  }
  CHECK(year == 2101);
}

TEST_CASE("a date that was cut off is none, or a day of the same month", "[input]") {
  for (std::string_view text : {"2024-03-31", "2024-03-31T10:15:30Z", "2024-03-31 10:15:30 +0200", "2024/03/31 10:26:52 p. m. GMT-3",
        "20240331T101530", "2024-Mar-31 10:15"}) {
    for (std::size_t length = 0; length < text.size(); ++length) {
      // What is left of 20240331 may be a number, which beside dates is none.
      const std::string found = read(text.substr(0, length), DateOrder::dmy, DateNumbers::none);
      INFO(text.substr(0, length));
      CHECK((found == "no date" || found == "no day" || found.substr(0, 7) == "2024-03"));
    }
  }
}

TEST_CASE("no bytes crash the reading of dates", "[input]") {
  lifeworth::Random random(11);
  const std::string_view pieces[] = {"2024", "-", "/", ".", "03", "31", " ", "T", "10:15", ":", "Mar", "de ", "+0200", "(", "\xC2\xA0", "\xE2\x80",
        "\xFF", "'", "45382", "Z", "PM", "Sun, ", "\xC3", "st", "&"};
  for (int round = 0; round < 60'000; ++round) {
    std::string text;
    for (std::uint64_t piece = random.below(9); piece > 0; --piece) {
      if (random.below(4)) text += pieces[random.below(std::size(pieces))];
      else text += static_cast<char>(random.below(256));
    }
    if (const auto date = WrittenDate::parse(text)) {
      for (DateOrder order : {DateOrder::unknown, DateOrder::ymd, DateOrder::dmy, DateOrder::mdy})
        if (const auto day = date->day(order)) REQUIRE((*day >= -25'567 && *day <= 47'846));
    }
  }
}

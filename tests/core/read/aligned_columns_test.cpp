// Tables without delimiters: told from prose, from one column, and from what is only written with many blanks.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "read/aligned_columns.h"
#include "../support/session_run.h"

using lifeworth::columns_are_aligned;
using support::Answer;

namespace {

const std::string printed =
    "customer        order date     order total\n"
    "Zo\xC3\xAB             5 Jan 2024        1,010.00\n"
    "Bob             6 Jan 2024           20.50\n"
    "Smith, Ann      7 Feb 2024            7.25\n"
    "Carl           17 Feb 2024           77.00\n";

std::string first_missing(std::string_view text) {
  lifeworth::Session session;
  const Answer reading(session.peek(text, true));
  return reading.size("/missing") ? reading.text("/missing/0/code") : "";
}

}  // namespace

TEST_CASE("columns that stand under one another are seen, with titles and rulers around them", "[input]") {
  CHECK(columns_are_aligned(printed));
  CHECK(columns_are_aligned("Orders of the first quarter, by customer\n\n" + printed + "--------------  -----------    -----------\n"));
  CHECK(columns_are_aligned("a@example.org      2024-01-05   10.00\r\nbob@example.org    2024-01-06  120.50\r\nc@example.org      2024-02-07    7.25\r\n"));
}

TEST_CASE("prose, one column and lines that only have blanks are not aligned", "[input]") {
  CHECK(!columns_are_aligned("word\none\ntwo\nthree\n"));
  CHECK(!columns_are_aligned("The quick brown fox jumps over.  It is quick.\nA dog sleeps in the sun.  All day long it does.\nNothing happens here at all.  Then it rains on it.\n"));
  CHECK(!columns_are_aligned("name\n   indented\n   more\n   and more\n"));
  CHECK(!columns_are_aligned("one  two\none  two\none  two\n"));  // orders need three
  CHECK(!columns_are_aligned(""));
}

TEST_CASE("an aligned table is named, and what a delimiter cuts is read however it is padded", "[input]") {
  CHECK(first_missing(printed) == "aligned_columns");
  CHECK(first_missing("word\none\ntwo\nthree\n") == "one_column");
  CHECK(first_missing("id   , email           , date       , total\n1    , a@example.org   , 2024-01-05 ,  10.00\n2    , bob@example.org , 2024-01-06 , 120.50\n") == "");
  CHECK(first_missing(" id |      email      |    date    | total\n----+-----------------+------------+-------\n  1 | a@example.org   | 2024-01-05 |  1.00\n"
                      "  2 | bob@example.org | 2024-01-06 |  2.50\n") == "");
}

TEST_CASE("two bars between cells are read like one", "[input]") {
  const std::string rows = "1||a@example.org||2024-01-05||10.00\n2||bob@example.org||||120.50\n3||a@example.org||2024-02-07||7.25\n";
  for (const std::string& header : {std::string("id||email||date||total\n"), std::string()}) {
    const Answer summary(support::run(header + rows));
    CHECK(summary.whole("/total") == 1000 + 725);
    CHECK(summary.left_out("no_date") == 1);
  }
}

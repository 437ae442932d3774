// Rows that are none of the table: totals in seven languages, footers, second tables, blank rows by the million; and rows that only look so.
#include "schema/row_classifier.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "../support/file_rows.h"

using lifeworth::RowKind;
using support::document;
using support::FileRows;
using support::read_file;

namespace {

const std::string orders = "Customer,Date,Amount\nAna,2024-01-05,9.50\nBen,2024-01-06,7.00\nEva,2024-01-07,8.00\n";

FileRows behind_orders(std::string_view tail) { return read_file(orders + std::string(tail)); }

}  // namespace

TEST_CASE("totals are told in many languages", "[input]") {
  for (const char* word : {"Total", "TOTAL", "Totals", "Grand Total", "Total:", "Subtotal", "Sum", "Total (3)", "Totales", "Total general", "Suma", "Gesamt", "Gesamtsumme", "Summe", "Gesamtergebnis",
                           "Zwischensumme", "Totaux", "Total g\u00E9n\u00E9ral", "Sous-total", "Somme", "Total geral", "Totais", "Totale", "Totale complessivo", "Ana Total", "Total Ana"}) {
    INFO(word);
    const FileRows file = behind_orders(std::string(word) + ",,24.50\n");
    CHECK(file.count(RowKind::total) == 1);
    CHECK(file.rows.size() == 3);
  }
  CHECK(behind_orders(",Total,24.50\n").count(RowKind::total) == 1);
  CHECK(behind_orders(",,24.50\n").count(RowKind::total) == 0);
  const FileRows spend = read_file("Channel,Clicks,Cost\nEmail,12,9.50\nSocial,3,7.00\nTotal,15,16.50\n");
  CHECK(spend.count(RowKind::total) == 1);
}

TEST_CASE("customers whose names begin like totals are customers", "[input]") {
  for (const char* name : {"Total Wine", "Total", "Sum of Us", "Summer Ltd", "Totally Tea", "Grand Hotel", "Gesamt GmbH", "Suma Wholefoods", "Total Wine & More: Austin", "Somma", "#1 fan"}) {
    INFO(name);
    const FileRows file = behind_orders("\"" + std::string(name) + "\",2024-01-08,24.50\nZoe,2024-01-09,2.00\n");
    CHECK(file.rows.size() == 5);
  }
}

TEST_CASE("subtotals inside and several totals at the end cost no row", "[input]") {
  const FileRows file = read_file("Region,Customer,Date,Amount\nNorth,Ana,2024-01-05,9.50\nNorth,Ben,2024-01-06,7.00\nNorth Total,,,16.50\nSouth,Eva,2024-01-07,8.00\nSouth Total,,,8.00\nGrand Total,,,24.50\n");
  CHECK(file.rows.size() == 3);
  CHECK(file.count(RowKind::total) == 3);
}

TEST_CASE("footers of one cell, bare and padded, directly behind the rows and after a blank line", "[input]") {
  for (const char* footer : {"Exported on 2024-02-01", "End of report", "* all amounts in EUR", "Copyright \u00A9 2024 Acme"}) {
    INFO(footer);
    for (const std::string& tail : {std::string(footer) + "\n", "\n" + std::string(footer) + "\n", "\n\n" + std::string(footer)}) {
      const FileRows file = behind_orders(tail);
      CHECK(file.count(RowKind::note) == 1);
      CHECK(file.rows.size() == 3);
    }
  }
  CHECK(behind_orders("Confidential Information - Do Not Distribute,,\n").count(RowKind::note) == 1);
  CHECK(behind_orders(",,\nAll amounts are in euros,,\n").count(RowKind::note) == 1);
  CHECK(behind_orders("Zoe,,\n").rows.size() == 4);  // a customer of whom nothing more is known
}

TEST_CASE("short rows are rows, also in a table of two columns", "[input]") {
  CHECK(behind_orders("Zoe,2024-01-08\n").rows.size() == 4);
  CHECK(behind_orders("Zoe;2024-01-08;7.00\n").rows.size() == 4);  // one row with the wrong delimiter
  CHECK(behind_orders("zoe@example.org\n").rows.size() == 4);  // cut off behind its first cell
  const FileRows two = read_file("Customer,Amount\nAna,9.50\nBen\nEva,8.00\n\nZoe,7.00\n");
  CHECK(two.rows.size() == 4);
}

TEST_CASE("a second table behind a blank line is another one", "[input]") {
  const FileRows wider = behind_orders("\nProduct,Units,Price,Stock\nHat,3,9.50,7\nShoe,4,19.50,2\n");
  CHECK(wider.rows.size() == 3);
  CHECK(wider.count(RowKind::other_table) == 3);
  const FileRows titled = behind_orders("\nProducts\nProduct,Units\nHat,3\nShoe,4\n");
  CHECK(titled.rows.size() == 3);
  CHECK(titled.count(RowKind::note) == 1);
  CHECK(titled.count(RowKind::other_table) == 3);
  const FileRows alike = behind_orders("\nProduct,Since,Price\nHat,2024-01-05,9.50\n");
  CHECK(alike.rows.size() == 3);
  CHECK(alike.count(RowKind::other_table) == 2);
  const FileRows again = behind_orders("\nProduct,Units\nHat,3\n\nCustomer,Date,Amount\nZoe,2024-01-09,7.00\n");
  CHECK(again.rows.size() == 4);
}

TEST_CASE("blank lines between rows end nothing", "[input]") {
  CHECK(behind_orders("\nZoe,2024-01-08,7.00\n\n\nIda,2024-01-09,7.00\n").rows.size() == 5);
  CHECK(behind_orders("\nZoe,soon\nIda,2024-01-09,7.00\nUma,2024-01-09,7.00\n").rows.size() >= 5);
  std::string spaced;
  for (const char* line : {"Customer,Date,Amount", "Ana,2024-01-05,9.50", "Ben,n/a", "Eva,2024-01-07,8.00", "Zoe,2024-01-07,8.00"}) spaced += std::string(line) + "\r\r\n";
  const FileRows file = read_file(spaced);
  CHECK(file.rows.size() == 4);
  CHECK(file.lines.blank == 5);
}

TEST_CASE("empty rows by the hundred thousand are blank", "[input]") {
  std::string tail;
  for (int i = 0; i < 200'000; ++i) tail += ",,\n";
  const FileRows file = behind_orders(tail);
  CHECK(file.rows.size() == 3);
  CHECK(file.lines.blank == 200'000);
  CHECK(behind_orders(std::string(200'000, '\n')).lines.blank == 200'000);
}

TEST_CASE("notes of customers with line ends and commas stay in their cells", "[input]") {
  const FileRows file = read_file("Customer,Note\nAna,\"Hi,\nI like it, but it is dear.\nBye\"\nBen,\"Well,\nfine, thanks\nAna, B.\n\"\nEva,ok\n");
  CHECK(file.rows.size() == 3);
  CHECK(file.damaged == 0);
  const FileRows three = read_file("Customer,Note,Amount\nAna,\"Hi,\nblue, green, red\nBye\",5\nBen,\"One, two\nthree, four, five\nsix\",6\nEva,,7\n");
  CHECK(three.rows.size() == 3);
  CHECK(three.damaged == 0);
}

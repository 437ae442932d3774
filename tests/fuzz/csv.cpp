// Any text, in any pieces, reads as the same rows; and every line is somewhere. The first byte chooses pieces and dialect.
#include <string>
#include <vector>

#include "read/csv_reader.h"
#include "read/dialect.h"
#include "target.h"

namespace {

struct Keep : lifeworth::RowSink {
  std::string text;
  void row(const lifeworth::Row& row) override {
    text += std::to_string(row.line) + (row.damage == lifeworth::Damage::none ? ":" : "!");
    for (std::string_view cell : row.cells) text.append("[").append(cell).append("]");
  }
};

std::string rows_of(std::string_view text, const lifeworth::Dialect& dialect, unsigned char choice) {
  Keep keep;
  lifeworth::CsvReader reader(dialect, keep);
  if (choice == 0) reader.push(text);
  else fuzz::in_pieces(text, choice, [&](std::string_view piece) { reader.push(std::string(piece)); });
  reader.finish();
  return keep.text + std::to_string(reader.blank_lines());
}

}  // namespace

void fuzz::run(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto choice = static_cast<unsigned char>(bytes.front());
  const std::string text(bytes.substr(1));
  lifeworth::Dialect dialect = lifeworth::guess_dialect(text).dialect;
  if (choice & 1) dialect = {";,\t|"[choice >> 1 & 3], choice & 8 ? '\'' : '"', choice & 16 ? '\\' : '\0', (choice & 32) != 0};
  must(rows_of(text, dialect, 0) == rows_of(text, dialect, static_cast<unsigned char>(1 + choice % 200)), "pieces read as the whole");
}

// Any text, in any pieces, is read or refused alike.
#include <string>

#include "read/json_reader.h"
#include "target.h"

namespace {

struct Keep : lifeworth::RowSink {
  std::string text;
  void row(const lifeworth::Row& row) override {
    text += row.damage == lifeworth::Damage::none ? ":" : "!";
    for (std::string_view cell : row.cells) text.append("[").append(cell).append("]");
  }
};

std::string rows_of(std::string_view text, const lifeworth::JsonShape& shape, unsigned char choice) {
  Keep keep;
  lifeworth::JsonReader reader(shape.kind, shape.records_key, keep);
  bool sound = true;
  const auto push = [&](std::string_view piece) { sound = sound && reader.push(std::string(piece)).has_value(); };
  if (choice == 0) push(text);
  else fuzz::in_pieces(text, choice, push);
  sound = sound && reader.finish().has_value();
  return sound ? keep.text : "refused";
}

}  // namespace

void fuzz::run(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto choice = static_cast<unsigned char>(bytes.front());
  const std::string text(bytes.substr(1));
  if (const auto shape = lifeworth::json_shape(text, true)) must(rows_of(text, *shape, 0) == rows_of(text, *shape, static_cast<unsigned char>(1 + choice % 200)), "pieces read as the whole");
}

// Any text is a format or is refused with a sentence.
#include "schema/format.h"
#include "target.h"

void fuzz::run(std::string_view bytes) {
  const auto format = lifeworth::parse_format(bytes);
  if (!format) return;
  must(!format->name.empty() && !format->signature.empty(), "a format can be told");
  const std::vector<lifeworth::Format> formats = {*format};
  lifeworth::recognise_format({"Email", "Created at", "Total", "Amount spent (EUR)"}, formats);
}

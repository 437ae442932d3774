// The door between the core and JavaScript: the methods of Session, nothing else. Bytes come in as memory the caller filled
// (`buffer`), so that a chunk is copied once; text goes out as JavaScript strings.
#include <emscripten/bind.h>
#include <emscripten/em_js.h>
#include <emscripten/val.h>

#include <cstdint>
#include <cstdlib>
#include <new>
#include <string>

#include "session.h"

// What door.mjs takes for no memory; abort(), which `new` calls else, does not say why.
EM_JS(void, memory_ran_out, (), { throw new RangeError('out of memory'); });

namespace {

/// What embind copies on its way out: it asks for this much memory and does not look whether it got any.
std::string handed(std::string text) {
  void* room = std::malloc(text.size() + sizeof(std::size_t));
  if (!room) memory_ran_out();
  std::free(room);
  return text;
}

/// A Session with the buffer its bytes arrive in.
class Door {
 public:
  /// Memory of at least `size` bytes for the next peek or push; valid until the next call. 0 when memory has run out.
  std::uintptr_t buffer(std::size_t size) {
    if (size > capacity_) {
      auto* grown = static_cast<char*>(std::realloc(bytes_, size));
      if (!grown) return 0;
      bytes_ = grown;
      capacity_ = size;
    }
    return reinterpret_cast<std::uintptr_t>(bytes_);
  }
  std::string peek(std::size_t size, bool whole_file) { return handed(session_.peek({bytes_, size}, whole_file)); }
  std::string map(const std::string& change) { return handed(session_.map(change)); }
  std::string add_format(const std::string& format) { return handed(session_.add_format(format)); }
  std::string push(std::size_t size) { return handed(session_.push({bytes_, size})); }
  std::string begin_part(std::size_t size) { return handed(session_.begin_part({bytes_, size})); }
  /// A view into memory, valid until the next call.
  emscripten::val finish_part() {
    const std::string_view part = session_.finish_part();
    return emscripten::val(emscripten::typed_memory_view(part.size(), reinterpret_cast<const unsigned char*>(part.data())));
  }
  std::string join_part(std::size_t size) { return handed(session_.join_part({bytes_, size})); }
  std::string finish() { return handed(session_.finish()); }
  std::string compute(const std::string& request) { return handed(session_.compute(request)); }

  Door() = default;
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;
  ~Door() { std::free(bytes_); }

 private:
  lifeworth::Session session_;
  char* bytes_ = nullptr;
  std::size_t capacity_ = 0;
};

}  // namespace

EMSCRIPTEN_BINDINGS(lifeworth) {
  std::set_new_handler(memory_ran_out);
  emscripten::class_<Door>("Session")
      .constructor<>()
      .function("buffer", &Door::buffer)
      .function("peek", &Door::peek)
      .function("map", &Door::map)
      .function("add_format", &Door::add_format)
      .function("push", &Door::push)
      .function("begin_part", &Door::begin_part)
      .function("finish_part", &Door::finish_part)
      .function("join_part", &Door::join_part)
      .function("finish", &Door::finish)
      .function("compute", &Door::compute);
}

#include "project_dir.h"

namespace lifeworth::test {

std::string in_project(const std::string& path) { return LIFEWORTH_DIR "/" + path; }

}  // namespace lifeworth::test

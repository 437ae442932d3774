// Where the project's files lie on this machine. One file is compiled with the place, so that all others come out the same in every checkout and are
// not compiled anew in each.
#pragma once

#include <string>

namespace lifeworth::test {

/// Path of a file or folder of the project.
std::string in_project(const std::string& path);

}  // namespace lifeworth::test

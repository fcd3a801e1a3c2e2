// Reads a file as a program of somebody else does, and prints its record.

#include <isnad/engine.h>

#include <fstream>
#include <iostream>
#include <iterator>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  auto opened = isnad::api::Engine::open(IMAGE);
  if (const auto* failure = std::get_if<isnad::api::Failure>(&opened)) {
    std::cerr << failure->code << ": " << failure->message << "\n";
    return 1;
  }
  isnad::api::Document document;
  document.uri = argv[1];
  std::ifstream in(argv[1], std::ios::binary);
  document.text.assign(std::istreambuf_iterator<char>(in), {});
  std::cout << std::get<isnad::api::Engine>(opened).extract(document);
}

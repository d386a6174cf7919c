// swift-tools-version: 6.1
import PackageDescription

// Feeds the readers of luke-train with inputs that libFuzzer makes; `run` builds and starts it. A
// package of its own, so that what the program is made of needs no flags of this.
let package = Package(
  name: "Fuzzing",
  dependencies: [.package(name: "luke-train", path: "../..")],
  targets: [
    .target(name: "CFuzzing"),
    .executableTarget(
      name: "Fuzzing",
      dependencies: ["CFuzzing", .product(name: "LukeTraining", package: "luke-train")]),
  ],
  swiftLanguageModes: [.v6]
)

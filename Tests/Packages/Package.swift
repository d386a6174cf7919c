// swift-tools-version: 6.1
import PackageDescription

// What others build on this package, and nothing but its products: a program of ten lines that finds
// entities, two that look into models, a task of one's own, and an observer. See Tests/Packages/README.md.
let package = Package(
  name: "luke-train-builders",
  dependencies: [.package(name: "luke-train", path: "../..")],
  targets: [
    .executableTarget(
      name: "FindEntities",
      dependencies: [.product(name: "LukeTraining", package: "luke-train")]),
    .executableTarget(
      name: "ReadModel",
      dependencies: [
        .product(name: "LukeCheckpoints", package: "luke-train"),
        .product(name: "LukeText", package: "luke-train"),
      ]),
    .executableTarget(
      name: "EncodeText",
      dependencies: [
        .product(name: "LukeCheckpoints", package: "luke-train"),
        .product(name: "LukeModel", package: "luke-train"),
        .product(name: "LukeText", package: "luke-train"),
      ]),
    .target(
      name: "TopicTask",
      dependencies: [
        .product(name: "LukeModel", package: "luke-train"),
        .product(name: "LukeTasks", package: "luke-train"),
      ]),
    .executableTarget(
      name: "TrainTopics",
      dependencies: [
        "TopicTask",
        .product(name: "LukeCheckpoints", package: "luke-train"),
        .product(name: "LukeTraining", package: "luke-train"),
      ]),
    .executableTarget(
      name: "WatchTopics",
      dependencies: ["TopicTask", .product(name: "LukeTraining", package: "luke-train")]),
  ],
  swiftLanguageModes: [.v6]
)

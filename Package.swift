// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "luke-train",
  // Each library vends the modules whose types its own declarations name.
  products: [
    .executable(name: "luke-train", targets: ["luke-train"]),
    .library(name: "LukeText", targets: ["LukeText", "LukeSystem"]),
    .library(
      name: "LukeModel", targets: ["LukeModel", "LukeLayers", "LukeAutodiff", "LukeSystem"]),
    .library(
      name: "LukeCheckpoints", targets: ["LukeCheckpoints", "LukeFiles", "LukeSystem"]),
    .library(
      name: "LukeTasks",
      targets: ["LukeTasks", "LukeData", "LukeSettings", "LukeJSON", "LukeText", "LukeSystem"]),
    .library(name: "LukeTraining", targets: ["LukeTraining", "LukeCorpus", "LukeSystem"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
  ],
  targets: [
    // C: libraries of the system and the innermost loops.
    .target(name: "CLoader"),
    .target(name: "COpenBLAS", dependencies: ["CLoader"]),
    .target(name: "COneDNN", dependencies: ["CLoader"]),
    .target(name: "CDownload", dependencies: ["CLoader"]),
    .systemLibrary(
      name: "CHDF5", pkgConfig: "hdf5-serial", providers: [.apt(["libhdf5-dev"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CBZip2", providers: [.apt(["libbz2-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc")]),
    .systemLibrary(name: "CLinux"),
    .target(name: "LukeKernels"),
    .target(name: "CMemory"),

    // What everything stands on: the operating system, JSON, settings that describe themselves.
    .target(name: "LukeSystem", dependencies: ["CLinux"]),
    .target(name: "LukeJSON", dependencies: ["LukeSystem"]),
    .target(name: "LukeSettings", dependencies: ["LukeJSON", "LukeSystem"]),

    // The engine and the model.
    .target(
      name: "LukeAutodiff", dependencies: ["COneDNN", "COpenBLAS", "LukeKernels", "LukeSystem"]),
    .target(name: "LukeLayers", dependencies: ["LukeAutodiff", "LukeSystem"]),
    .target(
      name: "LukeModel", dependencies: ["LukeAutodiff", "LukeJSON", "LukeLayers", "LukeSystem"]),
    .target(name: "LukeOptimizers", dependencies: ["LukeAutodiff", "LukeLayers"]),

    // Text, data and files.
    .target(name: "LukeText", dependencies: ["LukeJSON", "LukeSystem"]),
    .target(
      name: "LukeFiles",
      dependencies: ["CBZip2", "CHDF5", "CZlib", "CZstd", "LukeSystem"]),
    .target(
      name: "LukeData",
      dependencies: ["CLibXML2", "LukeText", "LukeFiles", "LukeJSON", "LukeSystem"]),
    .target(
      name: "LukeCorpus",
      dependencies: [
        "CICU", "CLibXML2", "LukeData", "LukeText", "LukeFiles", "LukeJSON", "LukeSystem",
      ]),
    .target(
      name: "LukeCheckpoints",
      dependencies: [
        "LukeFiles", "LukeJSON", "LukeLayers", "LukeModel", "LukeOptimizers", "LukeSettings",
        "LukeSystem", "LukeText",
      ]),

    // Messages of others' formats, made by protoc.
    .target(
      name: "LukeProtocolBuffers",
      dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
      exclude: ["Onnx.proto", "TensorBoardEvents.proto"]),

    // Tasks, the training loop, the program.
    .target(
      name: "LukeTasks",
      dependencies: [
        "LukeAutodiff", "LukeCorpus", "LukeData", "LukeJSON", "LukeLayers", "LukeModel",
        "LukeSettings", "LukeSystem", "LukeText",
      ]),
    .target(
      name: "LukeTraining",
      dependencies: [
        "CDownload", "LukeAutodiff", "LukeCheckpoints", "LukeCorpus", "LukeData", "LukeFiles",
        "LukeJSON", "LukeLayers", "LukeModel", "LukeOptimizers", "LukeProtocolBuffers",
        "LukeSettings", "LukeSystem", "LukeTasks", "LukeText",
        .product(name: "Logging", package: "swift-log"),
      ],
      // Within the program, which may be moved alone.
      resources: [
        "common", "entity_typing", "marked", "multiple_choice", "named_entity_recognition",
        "question_answering", "relation_classification", "sequence_classification",
        "token_classification", "words",
      ].map { .embedInCode("Export/Scripts/\($0).py") }),
    .executableTarget(
      name: "luke-train",
      dependencies: [
        "CMemory", "LukeAutodiff", "LukeCheckpoints", "LukeCorpus", "LukeData", "LukeFiles",
        "LukeJSON", "LukeSettings", "LukeSystem", "LukeTasks", "LukeTraining",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      exclude: ["luke-train.1"]),

    // Tests: one target for each target above, and two that run the built program.
    .target(name: "LukeTestSupport", path: "Tests/LukeTestSupport"),
    .target(
      name: "EndToEndSupport", dependencies: ["LukeSystem", "LukeTestSupport"],
      path: "Tests/EndToEndSupport"),
    .testTarget(name: "LukeSystemTests", dependencies: ["LukeSystem", "LukeTestSupport"]),
    .testTarget(name: "LukeJSONTests", dependencies: ["LukeJSON", "LukeTestSupport"]),
    .testTarget(name: "LukeSettingsTests", dependencies: ["LukeSettings", "LukeTestSupport"]),
    .testTarget(name: "LukeKernelsTests", dependencies: ["LukeKernels", "LukeTestSupport"]),
    .testTarget(
      name: "LukeAutodiffTests",
      dependencies: ["LukeAutodiff", "LukeSystem", "LukeTestSupport"]),
    .testTarget(
      name: "LukeLayersTests",
      dependencies: ["LukeAutodiff", "LukeLayers", "LukeSystem", "LukeTestSupport"]),
    .testTarget(
      name: "LukeModelTests",
      dependencies: [
        "LukeAutodiff", "LukeLayers", "LukeModel", "LukeOptimizers", "LukeTestSupport",
      ]),
    .testTarget(
      name: "LukeOptimizersTests",
      dependencies: ["LukeAutodiff", "LukeLayers", "LukeOptimizers", "LukeTestSupport"]),
    .testTarget(
      name: "LukeTextTests", dependencies: ["LukeJSON", "LukeText", "LukeTestSupport"],
      exclude: ["Scripts", "Goldens"]),
    .testTarget(
      name: "LukeFilesTests", dependencies: ["LukeFiles", "LukeSystem", "LukeTestSupport"]),
    .testTarget(
      name: "LukeDataTests",
      dependencies: ["LukeData", "LukeFiles", "LukeSystem", "LukeTestSupport", "LukeText"]),
    .testTarget(
      name: "LukeCorpusTests",
      dependencies: [
        "LukeCorpus", "LukeData", "LukeFiles", "LukeSystem", "LukeTestSupport", "LukeText",
      ],
      exclude: ["Scripts"]),
    .testTarget(
      name: "LukeCheckpointsTests",
      dependencies: [
        "LukeAutodiff", "LukeCheckpoints", "LukeFiles", "LukeJSON", "LukeLayers", "LukeModel",
        "LukeOptimizers", "LukeTestSupport", "LukeText",
      ]),
    .testTarget(
      name: "LukeTasksTests",
      dependencies: [
        "LukeAutodiff", "LukeCorpus", "LukeData", "LukeJSON", "LukeLayers", "LukeModel",
        "LukeSystem", "LukeTasks", "LukeTestSupport", "LukeText",
      ],
      exclude: ["Scripts", "Goldens"]),
    .testTarget(
      name: "LukeTrainingTests",
      dependencies: [
        "LukeAutodiff", "LukeCheckpoints", "LukeData", "LukeJSON", "LukeLayers", "LukeModel",
        "LukeProtocolBuffers", "LukeSettings", "LukeSystem", "LukeTasks", "LukeTestSupport",
        "LukeText", "LukeTraining",
      ]),
    // Of the program alone, by what a user sees: they know none of the libraries that it is made of, and are compiled
    // beside them.
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "EndToEndSupport", "LukeFiles", "LukeJSON", "LukeSystem", "LukeTestSupport",
      ]),
    // Of the program and the libraries together.
    .testTarget(
      name: "IntegrationTests",
      dependencies: [
        "EndToEndSupport", "LukeCheckpoints", "LukeCorpus", "LukeFiles", "LukeJSON", "LukeSystem",
        "LukeTasks",
        "LukeTestSupport", "LukeTraining", "luke-train",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

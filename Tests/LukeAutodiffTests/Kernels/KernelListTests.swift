import Foundation
import LukeAutodiff
import LukeTestSupport
import Testing

/// The list of kernels is all that operations do to memory: documented, checked, and not gone around.
@Suite struct KernelListTests {
  private static let engine = packageFolder.appending(path: "Sources/LukeAutodiff")

  private func sources(in folder: String) throws -> [String: String] {
    let names = FileManager.default.subpaths(atPath: Self.engine.appending(path: folder).path) ?? []
    return try Dictionary(
      uniqueKeysWithValues: names.filter { $0.hasSuffix(".swift") }.map {
        (
          $0,
          try String(contentsOf: Self.engine.appending(path: "\(folder)/\($0)"), encoding: .utf8)
        )
      })
  }

  /// Names of the functions that the files of kernels give to others.
  private func kernels() throws -> Set<String> {
    let files = try sources(in: "Kernels").filter { $0.key.contains("Kernels+") }
    #expect(files.count >= 8)
    return Set(
      files.values.flatMap { source in
        source.matches(of: /\n  package static func (\w+)/).map { String($0.1) }
      })
  }

  @Test func everyKernelIsCheckedAndListed() throws {
    let kernels = try kernels()
    #expect(kernels == Set(CheckedKernel.allCases.map(\.rawValue)))
    let list = try #require(try sources(in: "Kernels")["Kernels.swift"])
    let comment = try #require(list.split(separator: "package enum Kernels").first)
    let listed = comment.split(separator: "\n").filter {
      $0.hasPrefix("/// - ") || $0.hasPrefix("///   ")
    }
    .flatMap { $0.matches(of: /`(\w+)`/).map { String($0.1) } }
    #expect(Set(listed).subtracting(["ProductFactor"]) == kernels)
  }

  @Test func operationsDoNothingToMemoryThemselves() throws {
    for folder in ["Operations", "Gradients"] {
      for (name, source) in try sources(in: folder) {
        for word in ["luke_", "LukeKernels", "WorkerPool", ".pointer", ".shared", "withUnsafe"] {
          #expect(!source.contains(word), "\(folder)/\(name) has \(word)")
        }
      }
    }
  }

  @Test(arguments: CheckedKernel.allCases)
  func kernel(_ kernel: CheckedKernel) { kernel.check() }
}

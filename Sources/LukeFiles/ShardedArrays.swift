import Foundation
import LukeSystem

/// Arrays spread over several files, with an index (`*.index.json`) that says where each one is.
public final class ShardedArrays: NamedArrays {
  /// The index file.
  public let path: String
  /// The arrays, file after file.
  public let descriptions: [ArrayDescription]

  private let shards: [String: any NamedArrays]

  private struct Index: Decodable {
    var weight_map: [String: String]
  }

  /// Opens the index at `indexPath` and all its files, each with `open`; throws `FileError`.
  public init(
    indexPath: String, open: (_ path: String) throws -> any NamedArrays
  ) throws {
    path = indexPath
    let index = try Self.index(at: indexPath)
    let folder = (indexPath as NSString).deletingLastPathComponent
    var (shards, descriptions): ([String: any NamedArrays], [ArrayDescription]) = ([:], [])
    for fileName in Set(index.weight_map.values).sorted() {
      guard !["", ".", ".."].contains(fileName),
        !fileName.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == 0 })
      else {
        throw FileError.malformed(
          path: indexPath, reason: "\"\(fileName)\" is not the name of a file beside the index")
      }
      let shard = try open((folder as NSString).appendingPathComponent(fileName))
      for array in shard.descriptions where index.weight_map[array.name] == fileName {
        shards[array.name] = shard
        descriptions.append(array)
      }
    }
    let missing = index.weight_map.keys.filter { shards[$0] == nil }.sorted()
    if let first = missing.first {
      let more = missing.count > 1 ? " (and \(missing.count - 1) more)" : ""
      throw FileError.malformed(
        path: indexPath,
        reason: "array \(first)\(more) is not in \(index.weight_map[first] ?? "its file")")
    }
    self.shards = shards
    self.descriptions = descriptions
  }

  private static func index(at path: String) throws -> Index {
    let file = try RandomAccessFile(path: path)
    do {
      return try JSONDecoder().decode(
        Index.self, from: Data(file.bytes(at: 0, count: file.size)))
    } catch let error as FileError {
      throw error
    } catch {
      throw FileError.malformed(path: path, reason: "not a valid index: \(summary(of: error))")
    }
  }

  /// The array called `name`, or nil when there is none.
  public func description(of name: String) -> ArrayDescription? {
    shards[name]?.description(of: name)
  }

  /// The file that holds the array called `name`; the index where there is none.
  public func file(of name: String) -> String { shards[name]?.path ?? path }

  /// Reads rows of a floating-point array, converted to float32.
  public func read(
    _ name: String, rows: Range<Int>, into destination: UnsafeMutableBufferPointer<Float>
  ) throws {
    try shard(of: name).read(name, rows: rows, into: destination)
  }

  /// Reads an integer or Boolean array.
  public func readIntegers(_ name: String) throws -> [Int64] {
    try shard(of: name).readIntegers(name)
  }

  private func shard(of name: String) throws -> any NamedArrays {
    guard let shard = shards[name] else {
      throw FileError.malformed(path: path, reason: "there is no array \(name)")
    }
    return shard
  }
}

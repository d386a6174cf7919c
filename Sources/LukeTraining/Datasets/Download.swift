internal import CDownload
import Foundation
import LukeSystem

/// A file that is fetched from a server and goes on where it was left.
struct Download {
  /// Where it comes from.
  let address: String
  /// How many bytes it has.
  let byteCount: Int

  /// Why a download did not get to its end.
  enum Failure: Error {
    /// The server gives whole files alone.
    case noRanges
    /// There is more than there should be.
    case tooLong
    case other(TrainingError)
  }

  /// Fetches what comes after the first bytes, and gives it to `take`, which may throw to end it.
  /// - Throws: a `Failure`, and what `take` and `check` throw; `check` is called once a second at least.
  func run(
    from offset: Int, check: () throws -> Void, take: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try withoutActuallyEscaping(check) { check in
      try withoutActuallyEscaping(take) { take in
        let receiver = Receiver(room: byteCount - offset, check: check, take: take)
        let result = perform(from: offset, receiver)
        if let error = receiver.error { throw error }
        try throwFailure(of: result)
      }
    }
  }

  private func perform(from offset: Int, _ receiver: Receiver) -> luke_download_result {
    address.withCString { address in
      var download = luke_download(
        address: address, offset: Int64(offset),
        take: { bytes, count, context in
          guard let context else { return false }
          return Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue()
            .receive(UnsafeRawBufferPointer(start: bytes, count: count))
        },
        goes_on: { context in
          guard let context else { return false }
          return Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue().goesOn()
        }, context: Unmanaged.passUnretained(receiver).toOpaque())
      return withExtendedLifetime(receiver) { luke_fetch(&download) }
    }
  }

  private func throwFailure(of result: luke_download_result) throws {
    let reason = withUnsafeBytes(of: result.reason) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    let advice = "start it again to go on"
    switch result.outcome {
    case LUKE_DOWNLOAD_DONE: return
    case LUKE_DOWNLOAD_NO_RANGES: throw Failure.noRanges
    case LUKE_DOWNLOAD_NO_LIBRARY:
      throw Failure.other(.inputOutput("libcurl cannot be loaded (\(reason)); install libcurl4"))
    case LUKE_DOWNLOAD_NO_MEMORY:
      throw Failure.other(.outOfMemory("there is no memory for libcurl; end other programs"))
    // What is there already is as long as the file, or longer: of another one.
    case LUKE_DOWNLOAD_REFUSED where result.status == 416: throw Failure.noRanges
    case LUKE_DOWNLOAD_REFUSED:
      let meaning = [404, 410].contains(result.status) ? "has no such file" : "gives no file"
      throw Failure.other(
        .inputOutput("\(address): the server \(meaning) (status \(result.status))"))
    default: throw Failure.other(.inputOutput("\(address): \(reason); \(advice)"))
    }
  }

  /// What comes in, on its way through C.
  private final class Receiver {
    private(set) var error: (any Error)?
    private var room: Int
    private let check: () throws -> Void
    private let take: (UnsafeRawBufferPointer) throws -> Void

    init(
      room: Int, check: @escaping () throws -> Void,
      take: @escaping (UnsafeRawBufferPointer) throws -> Void
    ) {
      (self.room, self.check, self.take) = (room, check, take)
    }

    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
      room -= bytes.count
      return succeeds {
        if room < 0 { throw Failure.tooLong }
        try take(bytes)
      }
    }

    func goesOn() -> Bool { succeeds(check) }

    private func succeeds(_ work: () throws -> Void) -> Bool {
      do { try work() } catch { self.error = error }
      return error == nil
    }
  }
}

import Foundation

/// The items of a pipeline that are under way, in a ring of places.
///
/// `@unchecked Sendable` because everything is read and written only with `condition` locked.
final class ConveyorLine<Input: Sendable, Output: Sendable>: @unchecked Sendable {
  private enum Place {
    case empty
    case waiting(Input)
    case inWork
    case done(Result<Output, any Error>)
  }

  private let condition = NSCondition()
  private var places: [Place]
  /// The numbers of the oldest item, of the next one to work on, and of the next one to come.
  private var oldest = 0
  private var nextToWorkOn = 0
  private var nextToCome = 0
  private var isClosed = false
  /// Workers that were started and are not gone yet.
  private var workerCount = 0

  init(capacity: Int) {
    places = Array(repeating: .empty, count: capacity)
  }

  /// Says how many workers were started; each of them takes itself off when it goes.
  func expect(workers count: Int) { locked { workerCount += count } }

  /// Whether another item may come.
  var hasRoom: Bool { locked { nextToCome - oldest < places.count } }

  /// Adds an item behind all others.
  func add(_ input: Input) {
    locked {
      places[nextToCome % places.count] = .waiting(input)
      nextToCome += 1
      condition.broadcast()
    }
  }

  /// Takes the result of the oldest item, waiting for it; nil when nothing is under way.
  func takeOldest() -> Result<Output, any Error>? {
    locked {
      guard oldest < nextToCome else { return nil }
      let place = oldest % places.count
      while true {
        if case .done(let result) = places[place] {
          places[place] = .empty
          oldest += 1
          return result
        }
        condition.wait()
      }
    }
  }

  /// Sends the workers home and waits until they are gone; what nobody began is dropped.
  func close() {
    locked {
      isClosed = true
      condition.broadcast()
      while workerCount > 0 { condition.wait() }
    }
  }

  /// What a worker does all day.
  func serve<Worker>(
    makeWorker: () throws -> Worker, transform: (inout Worker, Input) throws -> Output
  ) {
    var worker: Worker?
    while let (number, input) = takeWork() {
      let result = Result {
        var made = try worker.take() ?? makeWorker()
        let output = try transform(&made, input)
        worker = made
        return output
      }
      locked {
        places[number % places.count] = .done(result)
        condition.broadcast()
      }
    }
    worker = nil
    locked {
      workerCount -= 1
      condition.broadcast()
    }
  }

  private func takeWork() -> (number: Int, input: Input)? {
    locked {
      while !isClosed {
        if nextToWorkOn < nextToCome {
          let number = nextToWorkOn
          if case .waiting(let input) = places[number % places.count] {
            places[number % places.count] = .inWork
            nextToWorkOn += 1
            return (number, input)
          }
        }
        condition.wait()
      }
      return nil
    }
  }

  private func locked<Value>(_ body: () -> Value) -> Value {
    condition.lock()
    defer { condition.unlock() }
    return body()
  }
}

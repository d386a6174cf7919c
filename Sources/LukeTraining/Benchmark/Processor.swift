import Foundation
import LukeAutodiff

/// What computes here.
enum Processor {
  /// The processor's name as the system tells it.
  static let name: String = {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    func value(_ key: String) -> String? {
      text.split(separator: "\n").first { $0.hasPrefix(key) }.flatMap { line in
        line.split(separator: ":", maxSplits: 1).last.map {
          $0.trimmingCharacters(in: .whitespaces)
        }
      }
    }
    guard let model = value("model name") else { return "unknown processor" }
    // Virtual machines often tell the maker alone; family and model then say which it is.
    guard let family = value("cpu family"), let number = value("model\t") else { return model }
    return "\(model) (family \(family), model \(number))"
  }()

  /// The libraries and instruction sets in use.
  static var kernels: String {
    "\(ProductLibrary.description), \(KernelLevel.name) kernels"
  }

  /// The seconds that the process has had of the processor, all threads together.
  static var seconds: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// The most memory that the process has held, in bytes.
  static var peakResidentBytes: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }
}

import Foundation

/// The folder of this package.
public let packageFolder = Goldens.folder.deletingLastPathComponent().deletingLastPathComponent()

/// A file or folder of the real data beside the package (`../shared/data`, or the folder that the
/// environment variable LUKE_SHARED_DATA names); nil where it is absent.
///
/// Meant for `@Test(.enabled(if: sharedData("wnut17") != nil))`.
public func sharedData(_ path: String) -> URL? {
  let root =
    environmentURL("LUKE_SHARED_DATA")
    ?? packageFolder.deletingLastPathComponent().appending(path: "shared/data")
  let found = root.appending(path: path)
  return FileManager.default.fileExists(atPath: found.path) ? found : nil
}

/// The Python with transformers, torch and h5py that the environment variable LUKE_PYTHON names;
/// nil where none is named.
public var pythonPeer: URL? {
  guard let python = environmentURL("LUKE_PYTHON") else { return nil }
  return FileManager.default.isExecutableFile(atPath: python.path) ? python : nil
}

private func environmentURL(_ name: String) -> URL? {
  ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
}

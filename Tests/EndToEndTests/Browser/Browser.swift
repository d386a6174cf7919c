import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// A browser without a window, which shows pages as that of a user does: Chromium, where there is one.
struct Browser {
  /// The one that the environment variable `LUKE_CHROMIUM` names; without it, one of the usual names that can show a
  /// page.
  static let path: String? = {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["LUKE_CHROMIUM"], !path.isEmpty { return path }
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let paths = ["chromium", "chromium-browser", "google-chrome"].flatMap { name in
      folders.map { folder in folder + "/" + name }
    }
    // Some of them are not let to read folders of others.
    return paths.first { path in
      guard FileManager.default.isExecutableFile(atPath: path) else { return false }
      let lines = try? Browser(path).consoleLines(of: "<script>console.log('is here')</script>")
      return lines?.contains { $0.contains("is here") } == true
    }
  }()

  private let program: Program
  private let folder: WorkFolder

  init(_ path: String) throws {
    folder = try WorkFolder()
    program = Program(folder: folder.path, environment: ["BROWSER": path])
  }

  // MARK: Looks

  /// How a page looks in a window of some width.
  struct Look: Decodable {
    let width: Int
    /// How wide the page is, which is scrolled where that is more.
    let scrollWidth: Int
    /// What reaches over the right edge and cannot be scrolled by itself.
    let wide: [String]
    /// Texts of plots that reach over their edges.
    let cut: [String]
    /// Texts whose colour is too much like that of what they are on.
    let faint: [String]
    /// The least height of a text in a plot, in pixels.
    let leastHeight: Double
    /// What was asked for beside the page itself.
    let fetched: [String]
    /// The colour of the page.
    let paper: String
  }

  /// How a page looks in windows of some widths.
  func looks(of page: String, widths: [Int], isDark: Bool) throws -> [Look] {
    let frames = widths.map { width in
      "<iframe width=\"\(width)\" height=\"900\" srcdoc=\"\(Self.escaped(page))\"></iframe>"
    }
    return try JSONDecoder().decode(
      [Look].self, from: found(by: Self.measuring, frames.joined(), isDark: isDark))
  }

  /// What a screenshot shows.
  struct Picture: Decodable {
    let width, height: Int
    /// How many colours it has.
    let colours: Int
    /// From 0, black, to 255.
    let brightness: Double
    /// The part that has the colour of its first point, from 0 to 1.
    let emptiness: Double
  }

  /// What screenshots show, a PNG each.
  func pictures(_ screenshots: [Data]) throws -> [Picture] {
    let images = screenshots.map {
      "<img src=\"data:image/png;base64,\($0.base64EncodedString())\">"
    }
    return try JSONDecoder().decode(
      [Picture].self, from: found(by: Self.counting, images.joined(), isDark: false))
  }

  /// A screenshot of the upper end of a page, as PNG.
  func screenshot(of page: String, width: Int, height: Int, isDark: Bool) throws -> Data {
    try folder.write("page.html", page)
    let size = "--window-size=\(width),\(height)"
    _ = try run([size, "--screenshot=\"$PWD/page.png\""], isDark: isDark)
    return try Data(contentsOf: URL(filePath: folder.path + "/page.png"))
  }

  /// What the console has to say of a page: errors of scripts, and what could not be fetched.
  func consoleLines(of page: String) throws -> [String] {
    try folder.write("page.html", page)
    return try run(["--dump-dom"], isDark: false).errors.split(separator: "\n").map(String.init)
      .filter { $0.contains(":CONSOLE") }
  }

  // MARK: Running

  /// What a script makes of the elements of a page.
  private func found(by script: String, _ elements: String, isDark: Bool) throws -> Data {
    try folder.write(
      "page.html",
      """
      <!doctype html><meta charset="utf-8"><body>\(elements)<script>
      addEventListener("load", () => {
        const find = \(script);
        const found = JSON.stringify(find());
        const bytes = new TextEncoder().encode(found);
        document.body.textContent = "found:" + btoa(String.fromCharCode(...bytes)) + ":";
      });
      </script></body>
      """)
    let result = try run(["--window-size=1300,1000", "--dump-dom"], isDark: isDark)
    let parts = result.output.components(separatedBy: "found:")
    let text = parts.count == 2 ? parts[1].prefix { $0 != ":" } : ""
    return try #require(Data(base64Encoded: String(text)), "\(result.errors)")
  }

  private func run(_ options: [String], isDark: Bool) throws -> Program.Result {
    let result = try program.shell(
      """
      exec timeout 120 "$BROWSER" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage \\
        --disable-background-networking --no-first-run --user-data-dir="$PWD/profile" \\
        --host-resolver-rules="MAP * ~NOTFOUND" --enable-logging=stderr --virtual-time-budget=10000 \\
        --hide-scrollbars --blink-settings=preferredColorScheme=\(isDark ? 0 : 1) \\
        \(options.joined(separator: " ")) "file://$PWD/page.html"
      """)
    if result.status != 0 { throw GoldenError("status \(result.status)\n\(result.errors)") }
    return result
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
  }

  // MARK: Scripts

  /// Measures the page in each frame; the least contrast of texts is that of WCAG's level AA.
  private static let measuring = #"""
    () => [...document.querySelectorAll("iframe")].map(frame => {
      const view = frame.contentWindow, page = view.document;
      const all = [...page.querySelectorAll("body, body *")];
      const name = element => element.outerHTML.slice(0, 100);
      const box = element => element.getBoundingClientRect();
      const numbers = colour => colour.match(/[\d.]+/g).map(Number);
      const light = colour => {
        const [r, g, b] = numbers(colour).map(value => value / 255)
          .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = element => {
        const colour = view.getComputedStyle(element).backgroundColor;
        return colour.startsWith("rgb(") ? colour : ground(element.parentElement);
      };
      const contrast = element => {
        const style = view.getComputedStyle(element);
        const lights = [light(element.closest("svg") ? style.fill : style.color), light(ground(element))];
        return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
      };
      const hasText = element => [...element.childNodes].some(
        node => node.nodeType == 3 && node.textContent.trim() != "");
      const texts = all.filter(hasText).filter(element => !["title", "script"].includes(element.localName));
      const plotted = [...page.querySelectorAll("svg text")];
      return {
        width: view.innerWidth, scrollWidth: page.documentElement.scrollWidth,
        wide: all.filter(element => !element.parentElement.closest(".scroll, pre")
          && box(element).right > view.innerWidth + 0.5).map(name),
        cut: plotted.filter(element => {
          const inner = box(element), outer = box(element.closest("svg"));
          return inner.left < outer.left - 0.5 || inner.right > outer.right + 0.5
            || inner.top < outer.top - 0.5 || inner.bottom > outer.bottom + 0.5;
        }).map(name),
        faint: texts.filter(element => contrast(element) < 4.5).map(name),
        leastHeight: Math.min(1000, ...plotted.map(element => box(element).height)),
        fetched: view.performance.getEntriesByType("resource").map(entry => entry.name),
        paper: view.getComputedStyle(page.body).backgroundColor,
      };
    })
    """#

  /// Counts the colours of each image.
  private static let counting = #"""
    () => {
      const found = [];
      for (const image of document.querySelectorAll("img")) {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
        const context = canvas.getContext("2d");
        context.drawImage(image, 0, 0);
        const values = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
        let brightness = 0, same = 0;
        for (const value of values) {
          brightness += ((value & 255) + ((value >> 8) & 255) + ((value >> 16) & 255)) / 3;
          if (value == values[0]) same += 1;
        }
        found.push({
          width: canvas.width, height: canvas.height, colours: new Set(values).size,
          brightness: brightness / values.length, emptiness: same / values.length,
        });
      }
      return found;
    }
    """#
}

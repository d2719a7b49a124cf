"""A window of WebKitGTK for a driver, with a profile that outlives it, which MiniBrowser has not.

Debian's own Python runs this, for Debian's bindings of WebKitGTK: gtk_browser.py PROFILE SCRIPT
The script runs in every page before the page's own.
"""

import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

FIRST = WebKit2.UserScript.new(
    sys.argv[2],
    WebKit2.UserContentInjectedFrames.TOP_FRAME,
    WebKit2.UserScriptInjectionTime.START,
)
NAME = "MiniBrowser"  # who drivers expect behind WebKitGTK's driver


def kept_in(folder: Path) -> WebKit2.WebContext:
    data = WebKit2.WebsiteDataManager(
        base_data_directory=str(folder / "data"), base_cache_directory=str(folder / "cache")
    )
    kept = WebKit2.CookiePersistentStorage.SQLITE
    data.get_cookie_manager().set_persistent_storage(str(folder / "cookies"), kept)
    return WebKit2.WebContext(website_data_manager=data)


def window(session: WebKit2.AutomationSession, context: WebKit2.WebContext) -> WebKit2.WebView:
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    view.get_user_content_manager().add_script(FIRST)
    window = Gtk.Window(default_width=420, default_height=900)
    window.add(view)
    window.show_all()
    view.connect("close", lambda _view: Gtk.main_quit())
    return view


def begin(context: WebKit2.WebContext, session: WebKit2.AutomationSession) -> None:
    about = WebKit2.ApplicationInfo()
    about.set_name(NAME)
    session.set_application_info(about)
    session.connect("create-web-view", window, context)


context = kept_in(Path(sys.argv[1]))
context.set_preferred_languages(["en-US"])
context.set_automation_allowed(True)
context.connect("automation-started", begin)
Gtk.main()

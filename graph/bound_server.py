"""Imported by the server that processes are forked from, and by nothing else: importing it ends it with its parent.

What forks the helping processes of a build first loads all that they need, for seconds, and would notice only then
that the build was stopped; until then it holds the build's files and streams open.
"""

from graph.forking import end_with_parent

end_with_parent()

using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using MailOps.Bounces;

namespace MailOps.PowerShell;

/// <summary>Offers the registered codes, with their titles beside them; after 4. those of class 4.</summary>
public sealed class SmtpStatusCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var hasClass = wordToComplete.Length > 1 && wordToComplete[1] == '.';
        var codes = hasClass ? SmtpStatusCatalog.Explain(wordToComplete[0] + ".*") : SmtpStatusCatalog.All();
        return Completions.Matching(wordToComplete, codes.Select(code => (code.Code, code.ToString())));
    }
}

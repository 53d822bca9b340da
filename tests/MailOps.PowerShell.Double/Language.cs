namespace System.Management.Automation.Language
{
    public abstract class Ast;

    public abstract class StatementAst : Ast;

    public abstract class CommandBaseAst : StatementAst;

    public class CommandAst : CommandBaseAst;
}
